package io.spillway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What the disk itself allows: each object is written to a temporary name, forced, renamed, and its folder forced, as
 * anything must that wants to have it after a power cut. Every client has a folder of its own.
 */
record DiskBaseline(Path folder) {
    Load.Client writes(Body body) throws IOException {
        Path own = Files.createTempDirectory(folder, "client-");
        return new Load.Client() {
            @Override
            public long run(long number) throws IOException {
                write(own, number, body);
                return body.size();
            }

            @Override
            public void close() {}
        };
    }

    private static void write(Path own, long number, Body body) throws IOException {
        Path temporary = own.resolve(number + ".part");
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < body.size()) {
                ByteBuffer piece = body.piece(number, done);
                done += piece.remaining();
                while (piece.hasRemaining()) {
                    file.write(piece);
                }
            }
            file.force(true);
        }
        Files.move(temporary, own.resolve(String.valueOf(number)), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(own, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
