package io.spillway.appliance.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.placement.DataSecurity;

import static io.spillway.appliance.configuration.Key.Shape.FAMILY;
import static io.spillway.appliance.configuration.Key.Shape.LIST;
import static io.spillway.appliance.configuration.Key.Shape.SINGLE;

/** Every key that the appliance knows, with its default. The table in {@code docs/configuration.md} is made from it. */
final class Keys {
    static final Key<Path> DATA = new Key<>("data", SINGLE, ValueType.PATH, "spillway-data",
            "The data directory: identity, directory of objects, credentials. One node each.");
    static final Key<Path> VOLUMES = new Key<>("volumes", LIST, ValueType.PATH, "",
            "Folders that hold chunks, best one per disk. Without any, one volume inside the data directory.");
    static final Key<Profile> PROFILE = new Key<>("profile", SINGLE, ValueType.PROFILE, "auto",
            "How much memory the parts may take: small for a Java heap under 256MiB, normal, or auto by the heap.");
    static final Key<DataSecurity> STORAGE_POLICIES = new Key<>("storage-policies.NAME", FAMILY,
            ValueType.DATA_SECURITY,
            "single: copies(1)", "How objects of the storage policy NAME are kept: copies(N), each on another volume.");
    static final Key<String> DEFAULT_STORAGE_POLICY = new Key<>("storage-policy.default", SINGLE,
            ValueType.text("name", ".+", "write the name of one of the storage-policies"), "single",
            "The storage policy of objects whose request and bucket name none.");
    static final Key<DataSize> METACHUNK_SIZE = new Key<>("metachunk.size", SINGLE, ValueType.SIZE, "64MiB",
            "Objects are cut into slices of this size, a multiple of 64KiB up to 64MiB.");
    static final Key<DataSize> INLINE_MAX = new Key<>("store.inline-max", SINGLE, ValueType.SIZE, "8KiB",
            "Objects up to this size, of copies(1), are kept in their container's file, without a chunk file; 0B to 16KiB.");
    static final Key<Duration> READERS_GRACE = new Key<>("store.readers-grace", SINGLE, ValueType.DURATION, "1h",
            "How long chunk files outlive the object that they belonged to, for the sake of readers under way.");
    static final Key<Duration> RELEASE_GRACE = new Key<>("tier.release-grace", SINGLE, ValueType.DURATION, "1h",
            "How long local bytes stay after their copy in a target is committed, besides what a rule keeps.");
    static final Key<Duration> GARBAGE_GRACE = new Key<>("tier.garbage-grace", SINGLE, ValueType.DURATION, "7d",
            "How long objects in a target outlive their last reference; longer than any backup that may be restored.");
    static final Key<Duration> LONGEST_UPLOAD = new Key<>("tier.longest-upload", SINGLE, ValueType.DURATION, "1d",
            "The longest that an upload may take; what was seen absent twice, further apart than this, is absent.");
    static final Key<Integer> PARALLEL_MOVES = new Key<>("tier.parallel-moves", SINGLE,
            ValueType.number(1, 256), "4", "How many objects are moved at a time.");
    static final Key<Duration> TIER_INTERVAL = new Key<>("tier.interval", SINGLE, ValueType.DURATION, "30s",
            "How often releases and garbage that have become due are looked for.");
    static final Key<HostPort> S3_ADDRESS = new Key<>("s3.address", SINGLE, ValueType.HOST_PORT, "127.0.0.1:9320",
            "Where the S3 gateway listens; port 0 takes any that is free.");
    static final Key<Optional<String>> S3_DOMAIN = new Key<>("s3.domain", SINGLE, ValueType.DOMAIN, "",
            "Serves buckets as BUCKET.DOMAIN too; without it buckets are in the path only.");
    static final Key<String> S3_REGION = new Key<>("s3.region", SINGLE, ValueType.REGION, "us-east-1",
            "The region that clients sign for.");
    static final Key<HostPort> ADMIN_ADDRESS = new Key<>("admin.address", SINGLE, ValueType.HOST_PORT,
            "127.0.0.1:9321",
            "Where the administration API listens. It is plain HTTP: keep it on an internal address.");

    /** In the order of the table. */
    static final List<Key<?>> ALL = List.of(DATA, VOLUMES, PROFILE, STORAGE_POLICIES, DEFAULT_STORAGE_POLICY,
            METACHUNK_SIZE, INLINE_MAX,
            READERS_GRACE, RELEASE_GRACE, GARBAGE_GRACE, LONGEST_UPLOAD, PARALLEL_MOVES, TIER_INTERVAL, S3_ADDRESS,
            S3_DOMAIN, S3_REGION, ADMIN_ADDRESS);

    private Keys() {}
}
