package io.spillway.system.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The ioctl by which ext4 and XFS go down at once, for tests of what survives that. */
final class Shutdown {
    /** FS_IOC_SHUTDOWN, {@code _IOR('X', 125, __u32)}, in both file systems. */
    private static final long FS_IOC_SHUTDOWN = 0x8004587DL;
    /** FS_SHUTDOWN_FLAGS_NOLOGFLUSH: nothing more is written, the journal's memory included. */
    private static final int WITHOUT_LOG_FLUSH = 2;
    private static final int O_RDONLY = 0;

    private Shutdown() {}

    @SuppressWarnings("restricted") // Java has no other way to an ioctl; two calls of the C library, no pointers kept
    static void withoutLogFlush(Path mountPoint) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle open = linker.downcallHandle(linker.defaultLookup().findOrThrow("open"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        MethodHandle ioctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("ioctl"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        MethodHandle close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(mountPoint.toString()), O_RDONLY);
            MemorySegment flags = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_LOG_FLUSH);
            int answer = (int) ioctl.invokeExact(descriptor, FS_IOC_SHUTDOWN, flags);
            int closed = (int) close.invokeExact(descriptor);
            if (descriptor < 0 || answer != 0 || closed != 0) {
                throw new IOException("FS_IOC_SHUTDOWN of " + mountPoint + " was refused: open answered " + descriptor
                        + ", ioctl " + answer);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a call of the C library could not be made", e);
        }
    }
}
