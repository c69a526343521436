package io.spillway.cluster.conscience;

/** What a user of a volume met. */
public enum VolumeFault {
    DAMAGED_CHUNK, MISSING_CHUNK, FAILED_ACCESS
}
