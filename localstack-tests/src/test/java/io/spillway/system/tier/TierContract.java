package io.spillway.system.tier;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Poll;
import io.spillway.system.command.CommandProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a tier promises to readers and operators, whatever kind its target is. Two tests at a time, since much of each is
 * waiting; every one has an appliance and a place of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class TierContract extends TierScenario {
    /** Of a size that is a chunk file. */
    private static final String STAYS = "stays\n".repeat(5000);

    @Test
    void readersNoticeNothing() throws Exception {
        byte[] film = random(3 * MIB + 12_345, 1);
        byte[] parts = random(11 * MIB, 2);
        client.putObject(request -> request.bucket(BUCKET).key("film.mov").contentType("video/quicktime")
                .metadata(Map.of("scene", "7")).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(film));
        multipart("parts.bin", parts, 5 * MIB);
        put("empty", new byte[0]);
        put("notes.md", STAYS.getBytes(StandardCharsets.UTF_8));
        List<String> keys = List.of("empty", "film.mov", "notes.md", "parts.bin");
        List<HeadObjectResponse> before = keys.stream().map(this::head).toList();
        addTarget();

        String run = tierAll();

        assertThat(run).contains("\"states\":{\"released\":2}", "\"settled\":true");
        for (int i = 0; i < keys.size(); i++) {
            HeadObjectResponse now = head(keys.get(i));
            assertThat(now.toBuilder().storageClass((String) null).build().toString())
                    .isEqualTo(before.get(i).toString());
        }
        assertThat(head("film.mov").storageClassAsString()).isEqualTo("cold");
        assertThat(head("notes.md").storageClass()).isNull();
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .extracting(S3Object::key, S3Object::storageClassAsString)
                .containsExactly(tuple("empty", "STANDARD"),
                        tuple("film.mov", "cold"),
                        tuple("notes.md", "STANDARD"),
                        tuple("parts.bin", "cold"));
        Poll.awaitThat("removal of the local chunks", PATIENCE, () -> quietly(this::localChunks) == 1);
        assertThat(get("film.mov")).isEqualTo(film);
        assertThat(get("parts.bin")).isEqualTo(parts);
        range("film.mov", film, MIB - 7, MIB + 7);
        range("film.mov", film, 0, 0);
        range("film.mov", film, film.length - 5, film.length - 1);
        range("parts.bin", parts, 5 * MIB - 100, 6 * MIB);
        assertThat(spillway("explain", BUCKET + "/film.mov").out()).contains("target cold",
                "tier to cold: released, by rule \"cold\" of policy archive, version 1", "proof");

        killAndServe();
        assertThat(get("film.mov")).isEqualTo(film);
        assertThat(get("notes.md")).asString(StandardCharsets.UTF_8).isEqualTo(STAYS);
    }

    @Test
    void aRecallBringsTheBytesBackAndLeavesNoGarbage() throws Exception {
        byte[] one = random(2 * MIB, 3);
        put("2026/one", one);
        put("2027/two", random(100, 4));
        addTarget();
        tierAll();

        done(spillway("recall", BUCKET, "--prefix", "2026/", "--wait"));

        assertThat(head("2026/one").storageClass()).isNull();
        assertThat(head("2027/two").storageClassAsString()).isEqualTo("cold");
        assertThat(get("2026/one")).isEqualTo(one);
        assertThat(localChunks()).isGreaterThanOrEqualTo(2);
        Poll.awaitThat("collection of the recalled object's pack", PATIENCE, () -> quietly(() -> packs().size()) == 1);
        assertThat(spillway("recall", BUCKET + "/absent").err()).contains("absent");
    }

    @Test
    void whatIsOverwrittenOrDeletedLeavesTheTarget() throws Exception {
        put("overwritten", random(1000, 5));
        put("deleted", random(1000, 6));
        addTarget();
        tierAll();
        byte[] newer = random(500, 7);

        put("overwritten", newer);
        client.deleteObject(request -> request.bucket(BUCKET).key("deleted"));

        assertThat(get("overwritten")).isEqualTo(newer);
        assertThat(head("overwritten").storageClass()).isNull();
        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("deleted"));
        Poll.awaitThat("collection of both packs", PATIENCE, () -> quietly(() -> packs().size()) == 0);
        assertThat(get("overwritten")).isEqualTo(newer);
    }

    @Test
    void aCopyOfATieredObjectIsAnObjectOfItsOwn() throws Exception {
        byte[] body = random(2 * MIB, 8);
        put("source", body);
        addTarget();
        tierAll();

        client.copyObject(copy -> copy.sourceBucket(BUCKET).sourceKey("source").destinationBucket(BUCKET)
                .destinationKey("copy"));
        client.deleteObject(request -> request.bucket(BUCKET).key("source"));

        assertThat(head("copy").storageClass()).isNull();
        Poll.awaitThat("collection of the source's pack", PATIENCE, () -> quietly(() -> packs().size()) == 0);
        assertThat(get("copy")).isEqualTo(body);
    }

    @Test
    void aDryRunTellsAndMovesNothing() throws Exception {
        put("film.mov", random(1000, 9));
        addTarget();

        CommandProcess now = spillway("policy", "run", policy("{ tier: cold }"), "--dry-run", "--json");
        CommandProcess ahead = spillway("policy", "run", policy("{ tier: cold }"), "--dry-run", "--at",
                inAMonth());

        assertThat(now.out()).contains("\"dryRun\":true", "\"due\":0");
        assertThat(ahead.out()).containsPattern("cold +tier to cold +1 +1000 B +1 +1000 B +0 ");
        assertThat(packs()).isEmpty();
        assertThat(head("film.mov").storageClass()).isNull();
    }

    @Test
    void aSecondApplianceOnThePlaceIsRefused() throws Exception {
        addTarget();
        ApplianceProcess.Launch other = ApplianceProcess.Launch.on(folder.resolve("other"));
        try (ApplianceProcess _ = ApplianceProcess.start(other)) {
            List<Object> words = new ArrayList<>(List.of("target", "add", "cold"));
            words.addAll(place());
            words.addAll(List.of("--data", other.data()));

            CommandProcess refused = CommandProcess.run(words.toArray());

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("it belongs to cluster");
        }
    }

    @Test
    void aProbeTellsWhatTheTargetCanDoAndLeavesNothing() throws Exception {
        addTarget();
        List<String> before = inTarget();

        CommandProcess probe = spillway("target", "probe", "cold");

        done(probe);
        assertThat(probe.out()).contains("put an object", "read a range", "remove exactly");
        assertThat(inTarget()).isEqualTo(before);
    }

    /** Nothing is left of the node but its target; later the lost node comes back. */
    @Test
    void aLostNodeIsRestoredAndStaysShutOut() throws Exception {
        byte[] film = random(3 * MIB + 12_345, 10);
        client.putObject(request -> request.bucket(BUCKET).key("film.mov").contentType("video/quicktime")
                .metadata(Map.of("scene", "7")).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(film));
        byte[] parts = random(11 * MIB, 11);
        multipart("parts.bin", parts, 5 * MIB);
        addTarget();
        tierAll();
        put("notes.md", random(30_000, 12));
        put("tiny.md", random(1000, 14));
        done(spillway("backup", "--to", "cold"));
        List<String> before = heads("film.mov", "notes.md", "parts.bin");
        client.close();
        appliance.kill();
        appliance.close();
        Path lost = Files.move(data, folder.resolve("lost"));

        CommandProcess restore = restore();

        assertThat(restore.code()).as(restore.err() + restore.out()).isEqualTo(4);
        assertThat(restore.out()).contains(BUCKET, "the bytes of 2 objects", "access keys");
        assertThat(Files.readString(data.resolve("lost-objects.jsonl"))).contains("notes.md", "tiny.md")
                .doesNotContain("film.mov");
        assertThat(restore().err()).as("a node is never replaced").contains("there is a node in");
        serve();
        assertThat(heads("film.mov", "notes.md", "parts.bin")).isEqualTo(before);
        assertThat(get("film.mov")).isEqualTo(film);
        assertThat(get("parts.bin")).isEqualTo(parts);
        range("parts.bin", parts, 5 * MIB - 100, 6 * MIB);
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("notes.md")).satisfies(failure -> {
            assertThat(failure.statusCode()).isEqualTo(503);
            assertThat(failure.awsErrorDetails().errorMessage()).contains("volume", "lost");
        });
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("tiny.md")).satisfies(failure -> {
            assertThat(failure.statusCode()).isEqualTo(503);
            assertThat(failure.awsErrorDetails().errorMessage()).contains("restored from backups without them");
        });
        put("notes.md", random(500, 13));
        assertThat(get("notes.md")).isEqualTo(random(500, 13));
        done(spillway("backup", "--to", "cold"));

        ApplianceProcess.Launch former = ApplianceProcess.Launch.on(lost);
        try (ApplianceProcess _ = ApplianceProcess.start(former)) {
            CommandProcess refused = CommandProcess.run("backup", "--to", "cold", "--data", lost);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("it belongs to cluster");
        }
    }

    /** Only with the lost node's own key do its access keys stay; another one is refused before the target is taken over. */
    @Test
    void aMasterKeyKeepsTheAccessKeysAndAWrongOneIsRefused() throws Exception {
        byte[] film = random(MIB, 20);
        put("film.mov", film);
        addTarget();
        tierAll();
        done(spillway("backup", "--to", "cold"));
        Path credentials = Files.copy(data.resolve("credentials"), folder.resolve("credentials"));
        client.close();
        appliance.kill();
        appliance.close();
        Path lost = Files.move(data, folder.resolve("lost"));
        Path tooShort = Files.write(folder.resolve("short.key"), new byte[7]);
        Path foreign = Files.write(folder.resolve("foreign.key"), random(32, 21));

        CommandProcess withTooShort = restore("--master-key", tooShort);
        CommandProcess withForeign = restore("--master-key", foreign);

        assertThat(withTooShort.code()).isEqualTo(1);
        assertThat(withTooShort.err()).contains(tooShort + " has 7 bytes", "master.key");
        assertThat(withForeign.code()).isEqualTo(1);
        assertThat(withForeign.err()).contains("than " + foreign, "name the right one with --master-key");

        CommandProcess restored = restore("--master-key", lost.resolve("master.key"), "--json");

        assertThat(restored.code()).as(restored.err() + restored.out()).isZero();
        assertThat(restored.out()).as("taken over once").contains("\"ownerEpoch\":2", "\"complete\":true");
        appliance = ApplianceProcess.start(launch);
        Files.copy(credentials, data.resolve("credentials"), StandardCopyOption.REPLACE_EXISTING);
        client = client(appliance.s3());
        assertThat(get("film.mov")).isEqualTo(film);
    }
}
