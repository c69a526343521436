package io.spillway.tier.proof;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.tier.target.Target;

/** Makes and compares the evidence of remote objects. */
public final class Proofs {
    private Proofs() {}

    /** Opens the source of the bytes that should be there; asked for only when the target's digest has to be made again. */
    @FunctionalInterface
    public interface Expected {
        CloudSource source() throws IOException;
    }

    /**
     * Asks for exactly this object and compares its length and digest with the source's.
     *
     * @throws CloudException.Corrupt if they differ, or the target vouches for nothing
     */
    public static Evidence prove(Target target, RemoteObject remote, Expected expected, Instant now)
            throws CloudException, IOException {
        return compare(target.store().stat(target.exact(remote).ref()), remote, expected, now);
    }

    /** The same for an answer that is there already. */
    public static Evidence compare(StoredObject stored, RemoteObject remote, Expected expected, Instant now)
            throws CloudException, IOException {
        Checksum answered = evidenceOf(stored);
        if (stored.length() != remote.length()) {
            throw new CloudException.Corrupt("object " + remote.key() + " in target " + remote.target() + " has "
                    + stored.length() + " bytes, not " + remote.length());
        }
        Checksum ours = answered.equals(Checksum.sha256(remote.sha256()))
                ? answered
                : ChecksumCalculation.like(answered, expected.source());
        if (!ours.equals(answered)) {
            throw different(remote, answered);
        }
        return new Evidence(kind(answered), answered.hex(), now);
    }

    /**
     * Asks for exactly this object again and compares it with what it proved at first; no local byte is read.
     *
     * @throws CloudException.Corrupt if the evidence is another than then
     */
    public static Evidence again(Target target, RemoteObject remote, Evidence first, Instant now)
            throws CloudException {
        StoredObject stored = target.store().stat(target.exact(remote).ref());
        Checksum answered = evidenceOf(stored);
        if (stored.length() != remote.length() || !answered.hex().equals(first.value())
                || !kind(answered).equals(first.kind())) {
            throw different(remote, answered);
        }
        return new Evidence(first.kind(), first.value(), now);
    }

    private static Checksum evidenceOf(StoredObject stored) throws CloudException {
        return stored.evidence().orElseThrow(() -> new CloudException.Corrupt(
                "the target vouches for no digest of " + stored.key() + "; it was not written by Spillway"));
    }

    private static CloudException different(RemoteObject remote, Checksum answered) {
        return new CloudException.Corrupt("object " + remote.key() + " in target " + remote.target() + " has the "
                + kind(answered) + " " + answered.hex() + ", which is not that of the bytes that were sent");
    }

    private static String kind(Checksum checksum) {
        String name = checksum.algorithm().name().toLowerCase(Locale.ROOT);
        return switch (checksum.coverage()) {
            case Checksum.Coverage.Whole _ -> name;
            case Checksum.Coverage.Parts(long bytes) -> name + " of parts of " + bytes;
        };
    }
}
