package io.spillway.cloud.s3;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The storage classes of S3 that objects can be tiered to: all that answer a read at once. Others need a restore before
 * each read, which this version does not do.
 */
public final class S3StorageClass {
    private static final String STANDARD = "STANDARD";
    private static final Set<String> READ_AT_ONCE = Set.of(STANDARD, "STANDARD_IA", "ONEZONE_IA",
            "INTELLIGENT_TIERING", "GLACIER_IR", "REDUCED_REDUNDANCY");
    private static final Set<String> RESTORED_FIRST = Set.of("GLACIER", "DEEP_ARCHIVE");

    private S3StorageClass() {}

    /**
     * The class in which objects are stored when readers are to see the given one: the same if it is one of S3's, else
     * STANDARD.
     *
     * @param shown empty for none
     * @throws IllegalArgumentException if the class needs restores, or is probably one of S3's misspelt, which would
     *         cost money unseen
     */
    public static String storedFor(String shown) {
        if (READ_AT_ONCE.contains(shown)) {
            return shown;
        }
        if (RESTORED_FIRST.contains(shown)) {
            throw new IllegalArgumentException("its objects need a restore before each read, which this version does "
                    + "not do; choose one of " + new TreeSet<>(READ_AT_ONCE));
        }
        String folded = folded(shown);
        if (READ_AT_ONCE.stream().anyMatch(known -> folded.equals(folded(known)))
                || RESTORED_FIRST.stream().anyMatch(known -> folded.equals(folded(known)))) {
            throw new IllegalArgumentException("S3 writes its classes so: " + new TreeSet<>(READ_AT_ONCE));
        }
        return STANDARD;
    }

    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }
}
