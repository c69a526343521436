package io.spillway.appliance.demo;

/** An object as it was acknowledged when it was put. */
record StoredObject(ObjectName name, long size, String etag, Fingerprint fingerprint) {
    DemoRule rule() {
        return DemoRule.of(name.key(), size);
    }
}
