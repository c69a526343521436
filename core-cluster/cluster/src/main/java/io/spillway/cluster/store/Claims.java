package io.spillway.cluster.store;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads.ObjectClaim;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.UploadHead;

/** Compares what a client says of a multipart object with what its parts make. */
final class Claims {
    private Claims() {}

    static void require(ObjectClaim claim, UploadHead upload, ObjectHead made) throws ObjectStoreException {
        if (claim.size().isPresent() && claim.size().getAsLong() != made.size()) {
            throw new ObjectStoreException.WrongClaim("the object is said to have " + claim.size().getAsLong()
                    + " bytes, and its parts have " + made.size());
        }
        if (claim.kind().isPresent() && claim.kind().get() != upload.kind()) {
            throw new ObjectStoreException.WrongClaim("the upload was created using the " + upload.kind()
                    + " checksum mode; the request that completes it must use the same");
        }
        for (Map.Entry<ChecksumAlgorithm, byte[]> one : claim.checksums().entrySet()) {
            requireChecksum(one.getKey(), one.getValue(), made);
        }
    }

    private static void requireChecksum(ChecksumAlgorithm algorithm, byte[] claimed, ObjectHead made)
            throws ObjectStoreException {
        Optional<Checksum> kept = made.checksums().stream().filter(one -> one.algorithm() == algorithm).findFirst();
        if (kept.isEmpty()) {
            throw new ObjectStoreException.WrongClaim(
                    "the upload was not created with the " + algorithm + " checksum algorithm");
        }
        if (!MessageDigest.isEqual(claimed, kept.get().bytes())) {
            throw new ObjectStoreException.ChecksumMismatch(algorithm);
        }
    }
}
