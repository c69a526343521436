package io.spillway.tier.release;

/**
 * What a look at a container's releases came to.
 *
 * @param revoked copies that failed their second proof and were planned anew
 * @param waiting releases that are due but could not be done now
 */
public record ReleaseCount(int released, int revoked, int waiting) {
    static final ReleaseCount NONE = new ReleaseCount(0, 0, 0);

    public ReleaseCount plus(ReleaseCount other) {
        return new ReleaseCount(released + other.released, revoked + other.revoked, waiting + other.waiting);
    }
}
