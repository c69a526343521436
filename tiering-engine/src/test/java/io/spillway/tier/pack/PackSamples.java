package io.spillway.tier.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/** Versions of chosen sizes, and their packs. */
final class PackSamples {
    static final ClusterId CLUSTER = new ClusterId(new UUID(1, 2));

    private PackSamples() {}

    static byte[] content(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static List<PackIdentity> identities(byte[] content, int metachunk) {
        int count = (content.length + metachunk - 1) / metachunk;
        var identities = new ArrayList<PackIdentity>();
        for (int i = 0; i < count; i++) {
            int from = i * metachunk;
            int length = Math.min(metachunk, content.length - from);
            var digest = PackFormat.sha256();
            digest.update(content, from, length);
            identities.add(new PackIdentity(CLUSTER, new AccountName("media"), new ContainerName("raw-2026"),
                    new ObjectKey("shoot/ä.mov"), new VersionId("0192f0a1b2c3d4e5f60718293a4b5c6d"), i, count, length,
                    HexFormat.of().formatHex(digest.digest())));
        }
        return identities;
    }

    static Pack pack(byte[] content, int metachunk) throws IOException {
        return Pack.of(PackLayout.of(identities(content, metachunk)), at(content));
    }

    static PackContent at(byte[] content) {
        return offset -> new ByteArrayInputStream(content, Math.toIntExact(offset),
                Math.toIntExact(content.length - offset));
    }

    static byte[] bytes(Pack pack) throws IOException {
        try (InputStream in = pack.open(0)) {
            return in.readAllBytes();
        }
    }

    static PackBytes stored(byte[] pack) {
        return new PackBytes() {
            @Override
            public long length() {
                return pack.length;
            }

            @Override
            public InputStream open(long offset, long length) {
                return new ByteArrayInputStream(pack, Math.toIntExact(offset), Math.toIntExact(length));
            }
        };
    }
}
