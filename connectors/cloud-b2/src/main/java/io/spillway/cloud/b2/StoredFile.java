package io.spillway.cloud.b2;

import java.time.Instant;
import java.util.Optional;

import com.backblaze.b2.client.structures.B2FileVersion;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * What the service says of a file, in the port's words. The file id is version and entity tag at once: it names exactly one
 * write, and B2 has no other tag.
 */
final class StoredFile {
    private static final String SHA1 = "[0-9a-f]{40}";

    private StoredFile() {}

    static StoredObject of(CloudKey key, B2FileVersion file) {
        return new StoredObject(key, Optional.of(file.getFileId()), file.getFileId(), file.getContentLength(),
                evidence(file), Instant.ofEpochMilli(file.getUploadTimestamp()));
    }

    /** The same, if it is what was sent. */
    static StoredObject proven(String doing, CloudKey key, B2FileVersion file, long length, Checksum sent)
            throws CloudException {
        StoredObject stored = of(key, file);
        if (stored.length() != length || !stored.evidence().equals(Optional.of(sent))) {
            throw new CloudException.Corrupt(doing + ": the service keeps " + stored.length() + " bytes of "
                    + stored.evidence().map(Checksum::toString).orElse("no digest") + ", not " + length + " of "
                    + sent);
        }
        return stored;
    }

    /** Of a file that was sent whole its SHA-1, of one that was sent in parts those of the parts, if we sent it. */
    private static Optional<Checksum> evidence(B2FileVersion file) {
        return whole(file.getContentSha1())
                .or(() -> file.getFileInfo() == null ? Optional.empty() : PartDigests.declared(file.getFileInfo()));
    }

    /** B2 writes "none" for a file of parts, and "unverified:" before a digest that nobody has compared. */
    private static Optional<Checksum> whole(@Nullable String sha1) {
        return Optional.ofNullable(sha1).filter(hex -> hex.matches(SHA1))
                .map(hex -> new Checksum(Checksum.Algorithm.SHA1, Checksum.Coverage.WHOLE, hex));
    }
}
