package io.spillway.cluster.api.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads contents as a sender takes them: what lies in files by stretches, the rest through a buffer. */
public final class Stretches {
    private Stretches() {}

    /** All that is left of the content. */
    public static byte[] drain(ObjectContent content) throws ObjectStoreException, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(ObjectContent.PREFERRED_BUFFER);
        int read = 0;
        while (read >= 0) {
            Optional<FileStretch> stretch = content.stretch();
            if (stretch.isPresent()) {
                all.writeBytes(bytes(stretch.get()));
                stretch.get().close();
            } else {
                read = content.read(buffer.clear());
                all.write(buffer.array(), 0, Math.max(0, read));
            }
        }
        return all.toByteArray();
    }

    /** The bytes of a stretch, which stays open. */
    public static byte[] bytes(FileStretch stretch) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(stretch.length());
        while (bytes.hasRemaining()) {
            if (stretch.file().read(bytes, stretch.offset() + bytes.position()) < 0) {
                throw new IOException("the file is shorter than its stretch");
            }
        }
        return bytes.array();
    }
}
