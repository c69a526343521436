package io.spillway.cloud.api;

/** An object to be looked at. */
public record CloudRef(CloudKey key, Generation generation) {
    public static CloudRef newest(CloudKey key) {
        return new CloudRef(key, Generation.NEWEST);
    }
}
