package io.spillway.appliance.demo;

/** Which object. */
record ObjectName(String bucket, String key) {
    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
