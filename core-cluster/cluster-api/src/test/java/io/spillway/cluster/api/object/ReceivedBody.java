package io.spillway.cluster.api.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A body that came whole, with its checksums compared and those asked for computed. */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array stays inside the store
record ReceivedBody(byte[] bytes, String etag, List<Checksum> checksums) {
    static ReceivedBody receive(ObjectSource source, Set<ChecksumAlgorithm> asked)
            throws ObjectStoreException, IOException {
        long announced = source.length().orElse(0);
        if (announced > ObjectWriter.MAX_PUT_BYTES) {
            throw new ObjectStoreException.TooLarge("a body of " + announced + " bytes", ObjectWriter.MAX_PUT_BYTES);
        }
        byte[] bytes = readAll(source);
        if (source.length().isPresent() && announced != bytes.length) {
            throw new ObjectStoreException.WrongLength(announced, bytes.length);
        }
        for (Map.Entry<ChecksumAlgorithm, byte[]> expected : source.expected().entrySet()) {
            if (!MessageDigest.isEqual(expected.getValue(), Digests.of(expected.getKey(), bytes))) {
                throw new ObjectStoreException.ChecksumMismatch(expected.getKey());
            }
        }
        List<Checksum> checksums = asked.stream().sorted().map(algorithm -> Digests.checksum(algorithm, bytes))
                .toList();
        return new ReceivedBody(bytes, Digests.md5Hex(bytes), checksums);
    }

    private static byte[] readAll(ObjectSource source) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (source.read(buffer) >= 0) {
            buffer.flip();
            all.write(buffer.array(), 0, buffer.limit());
            buffer.clear();
        }
        return all.toByteArray();
    }
}
