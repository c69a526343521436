package io.spillway.cloud.api;

/** One write under a key and no other: what a pointer holds and what a removal names. */
public record ExactRef(CloudKey key, Generation.Exact generation) {
    public CloudRef ref() {
        return new CloudRef(key, generation);
    }
}
