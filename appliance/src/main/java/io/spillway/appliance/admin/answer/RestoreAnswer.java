package io.spillway.appliance.admin.answer;

import java.time.Instant;
import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a restore has brought, and under {@code problems}, a sentence each, what it could not bring. {@code newestCopy} is
 * when the newest of the copies was made: what came later is not known. {@code lostObjects} are listed as before and
 * cannot be read; {@code lostList} is the file that names them.
 */
@Serdeable
public record RestoreAnswer(String cluster, String node, String target, long ownerEpoch, Instant newestCopy,
        List<Bucket> buckets, long objects, long bytes, long lostObjects, long lostBytes, @Nullable String lostList,
        List<String> problems, boolean complete) {

    /** A bucket that is there again. */
    @Serdeable
    public record Bucket(String name, String account, long objects, long bytes) {}

    /** A line of the file that names what was lost. */
    @Serdeable
    public record LostObject(String bucket, String key, String version, long size) {}
}
