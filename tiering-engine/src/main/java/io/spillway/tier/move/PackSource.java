package io.spillway.tier.move;

import java.io.InputStream;

import io.spillway.cloud.api.CloudSource;
import io.spillway.tier.pack.Pack;

/** A pack as a target takes it in. */
record PackSource(Pack pack) implements CloudSource {
    @Override
    public long length() {
        return pack.length();
    }

    @Override
    public String sha256() {
        return pack.sha256();
    }

    @Override
    public InputStream open(long offset) {
        return pack.open(offset);
    }
}
