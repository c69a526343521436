package io.spillway.appliance.admin.answer;

import java.time.Instant;
import java.util.List;

import io.micronaut.serde.annotation.Serdeable;

/** How the appliance stands. */
@Serdeable
public record StatusAnswer(String version, String cluster, String node, String s3, String dataDirectory,
        String defaultStoragePolicy, List<Volume> volumes, List<Account> accounts, List<Alarm> alarms) {

    /** A volume; {@code score} is 0 where nothing new is placed, up to 100. */
    @Serdeable
    public record Volume(String node, String volume, int score, long capacityBytes, long freeBytes, String state) {}

    /** What an account holds, as far as its changes have been counted. */
    @Serdeable
    public record Account(String account, long containers, long objects, long bytes) {}

    /** Something that a person has to look at, and how often it was met since. */
    @Serdeable
    public record Alarm(String subject, String message, Instant since, long times) {}
}
