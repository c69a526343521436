package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The last {@value #BYTES} bytes of an object's file, behind the object's own: how long it is, its SHA-256, and the id
 * of the write that made it, which is the entity tag and so differs for equal bytes. It tells a whole file from one
 * that was cut, and goes with the file wherever it is copied.
 */
record Trailer(long length, String writeId, String sha256) {
    static final int BYTES = 72;
    private static final long MAGIC = 0x53504C574F424A31L; // "SPLWOBJ1"
    private static final int ID_BYTES = 16;
    private static final int SHA256_BYTES = 32;
    private static final int CHECKED_BYTES = 8 + 8 + ID_BYTES + SHA256_BYTES;

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(MAGIC).putLong(length)
                .put(HexFormat.of().parseHex(writeId)).put(HexFormat.of().parseHex(sha256));
        return bytes.putInt(crc(bytes)).putInt(0).flip();
    }

    private static int crc(ByteBuffer trailer) {
        CRC32C crc = new CRC32C();
        crc.update(trailer.duplicate().clear().limit(CHECKED_BYTES));
        return (int) crc.getValue();
    }

    /** The trailer of a whole file; empty if the file was cut or is none of ours. */
    static Optional<Trailer> read(FileChannel file) throws IOException {
        long length = file.size() - BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        int read = length < 0 ? -1 : 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = file.read(bytes, length + bytes.position());
        }
        if (bytes.hasRemaining() || bytes.flip().getLong() != MAGIC || bytes.getLong() != length) {
            return Optional.empty();
        }
        byte[] id = new byte[ID_BYTES];
        byte[] sha256 = new byte[SHA256_BYTES];
        bytes.get(id).get(sha256);
        return bytes.getInt() == crc(bytes)
                ? Optional.of(new Trailer(length, HexFormat.of().formatHex(id), HexFormat.of().formatHex(sha256)))
                : Optional.empty();
    }
}
