package io.spillway.cloud.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.RunningChecksum;
import io.spillway.cloud.api.UploadId;

/**
 * Brings a source's bytes into its staged file, synced, with the trailer behind them. What an earlier attempt left
 * there is compared with the source rather than trusted, since it was never synced; the first difference cuts it off.
 */
final class StagedWrite {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final UploadId upload;
    private final CloudSource source;
    private final FileChannel file;
    private final RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
    private final byte[] staged = new byte[BUFFER_BYTES];
    private long kept;

    private StagedWrite(UploadId upload, CloudSource source, FileChannel file, long kept) {
        this.upload = upload;
        this.source = source;
        this.file = file;
        this.kept = kept;
    }

    /**
     * Writes and syncs.
     *
     * @throws IOException if the source fails; what the folder does is told by the other
     */
    static void run(UploadId upload, CloudSource source, Path to) throws IOException, CloudException {
        FileChannel file = openForWriting(upload, to);
        try {
            new StagedWrite(upload, source, file, Math.min(size(upload, file), source.length())).run();
        } finally {
            close(file);
        }
    }

    private static FileChannel openForWriting(UploadId upload, Path to) throws CloudException {
        try {
            return FileChannel.open(to, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(upload, e);
        }
    }

    private static long size(UploadId upload, FileChannel file) throws CloudException {
        try {
            return file.size();
        } catch (IOException e) {
            throw failed(upload, e);
        }
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException _) {
            // Either all is synced already, or an error before this one is told.
        }
    }

    private static CloudException failed(UploadId upload, IOException e) {
        return DirectoryExceptions.of("writing \"" + upload.key() + "\"", e);
    }

    private void run() throws IOException, CloudException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = source.open(0)) {
            for (long at = 0; at < source.length();) {
                int wanted = (int) Math.min(buffer.length, source.length() - at);
                int read = in.readNBytes(buffer, 0, wanted);
                if (read < wanted) {
                    throw new CorruptSourceException(upload.key(),
                            "they end at " + (at + read) + " of " + source.length());
                }
                sha256.update(buffer, 0, read);
                keepOrWrite(buffer, read, at);
                at += read;
            }
            if (in.read() >= 0) {
                throw new CorruptSourceException(upload.key(), "there are more than " + source.length());
            }
        }
        String found = sha256.hex();
        if (!found.equals(source.sha256())) {
            throw new CorruptSourceException(upload.key(), "SHA-256 " + found + ", not " + source.sha256());
        }
        finish();
    }

    private void keepOrWrite(byte[] bytes, int length, long at) throws CloudException {
        try {
            if (at + length <= kept && same(bytes, length, at)) {
                return;
            }
            kept = 0;
            write(ByteBuffer.wrap(bytes, 0, length), at);
        } catch (IOException e) {
            throw failed(upload, e);
        }
    }

    private boolean same(byte[] bytes, int length, long at) throws IOException {
        ByteBuffer there = ByteBuffer.wrap(staged, 0, length);
        int read = 0;
        while (there.hasRemaining() && read >= 0) {
            read = file.read(there, at + there.position());
        }
        return !there.hasRemaining() && Arrays.equals(bytes, 0, length, staged, 0, length);
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at - bytes.position();
        while (bytes.hasRemaining()) {
            file.write(bytes, to + bytes.position());
        }
    }

    private void finish() throws CloudException {
        try {
            write(new Trailer(source.length(), upload.id(), source.sha256()).encode(), source.length());
            file.truncate(source.length() + Trailer.BYTES);
            file.force(true);
        } catch (IOException e) {
            throw failed(upload, e);
        }
    }
}
