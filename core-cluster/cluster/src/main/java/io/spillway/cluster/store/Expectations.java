package io.spillway.cluster.store;

import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Compares the checksums that a client gave with those of the bytes that came. */
final class Expectations {
    private Expectations() {}

    /** Makes checksums that were not made while the bytes passed. */
    @FunctionalInterface
    interface Recount {
        Map<ChecksumAlgorithm, byte[]> of(Set<ChecksumAlgorithm> algorithms) throws ObjectStoreException;
    }

    /** Compares those that are known. */
    static void compare(Map<ChecksumAlgorithm, byte[]> expected, Map<ChecksumAlgorithm, byte[]> known)
            throws ObjectStoreException.ChecksumMismatch {
        for (Map.Entry<ChecksumAlgorithm, byte[]> one : expected.entrySet()) {
            byte[] value = known.get(one.getKey());
            if (value != null && !MessageDigest.isEqual(one.getValue(), value)) {
                throw new ObjectStoreException.ChecksumMismatch(one.getKey());
            }
        }
    }

    /**
     * Compares those that are not known: a client may send one in its trailer without having announced it, and nothing
     * that was sent is accepted unchecked.
     */
    static void compareRest(Map<ChecksumAlgorithm, byte[]> expected, Map<ChecksumAlgorithm, byte[]> known,
            Recount recount) throws ObjectStoreException {
        Set<ChecksumAlgorithm> rest = EnumSet.noneOf(ChecksumAlgorithm.class);
        rest.addAll(expected.keySet());
        rest.removeAll(known.keySet());
        if (!rest.isEmpty()) {
            compare(expected, recount.of(rest));
        }
    }
}
