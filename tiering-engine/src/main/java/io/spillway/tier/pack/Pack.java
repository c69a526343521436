package io.spillway.tier.pack;

import java.io.IOException;
import java.io.InputStream;

/** A pack ready to be sent: its length and digest are known, and its bytes can be read from any offset, again and again. */
public final class Pack {
    private final PackLayout layout;
    private final PackDigest digest;
    private final PackContent content;

    private Pack(PackLayout layout, PackDigest digest, PackContent content) {
        this.layout = layout;
        this.digest = digest;
        this.content = content;
    }

    /**
     * Reads the whole content once and checks it against the identities.
     *
     * @throws PackContentException if the content is not what the identities say
     */
    public static Pack of(PackLayout layout, PackContent content) throws IOException {
        return new Pack(layout, PackDigest.of(layout, content), content);
    }

    public PackLayout layout() {
        return layout;
    }

    public long length() {
        return layout.length();
    }

    /** SHA-256 of the whole pack, lower-case hex. */
    public String sha256() {
        return digest.whole();
    }

    /** The pack's bytes from this offset to its end. The caller closes the stream. */
    public InputStream open(long offset) {
        if (offset < 0 || offset > length()) {
            throw new IllegalArgumentException("offset " + offset + " is outside a pack of " + length() + " bytes");
        }
        return new PackStream(this, offset);
    }

    /** The bytes of the version from this offset of it. */
    InputStream content(long offset) throws IOException {
        return content.open(offset);
    }

    byte[] table(int entry) {
        return digest.tables().get(entry);
    }

    byte[] footer() {
        return layout.footer(digest.body());
    }
}
