package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operating system's files. */
final class SystemDisk implements Disk {
    /** By path, one for each volume: looking one up reads the whole mount table, asking it is one system call. */
    private final Map<Path, FileStore> stores = new ConcurrentHashMap<>();

    @Override
    public FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void writeAttribute(Path file, String name, byte[] value) throws IOException {
        attributes(file).write(name, ByteBuffer.wrap(value));
    }

    @Override
    public void sync(FileChannel file) throws IOException {
        file.force(true);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        // An XFS that has shut itself down still says of a folder that it is synced, but opens nothing any more.
        FileChannel.open(folder, StandardOpenOption.READ).close();
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        FileStore store = stores.get(path);
        if (store == null) {
            store = Files.getFileStore(path);
            stores.put(path, store);
        }
        return store.getUsableSpace();
    }

    static byte[] readAttribute(Path file, String name) throws IOException {
        UserDefinedFileAttributeView view = attributes(file);
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        return value.array();
    }

    private static UserDefinedFileAttributeView attributes(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (view == null) {
            throw new IOException("the file system of " + file + " has no extended attributes");
        }
        return view;
    }
}
