package io.spillway.system.tier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2LifecycleRule;
import io.spillway.system.appliance.Poll;
import io.spillway.system.b2.B2Fault;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.WithB2Simulator;
import io.spillway.system.cloud.B2Buckets;
import io.spillway.system.command.CommandProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The tier's promises on a bucket of B2, with a key that may do no more than docs/targets.md says. */
@ExtendWith(WithB2Simulator.class)
class B2TierIT extends TierContract {
    /** Of this test alone, for its faults. */
    private final String prefix = UUID.randomUUID() + "/";
    private B2Simulator simulator;
    private B2Buckets buckets;
    private String bucket;

    @BeforeEach
    void makeBucket(B2Simulator server) throws Exception {
        simulator = server;
        buckets = B2Buckets.on(server);
        bucket = buckets.make();
    }

    @AfterEach
    void closeClient() throws Exception {
        buckets.close();
        assertThat(simulator.statistics().sharedUploadUrls()).isZero();
    }

    @Override
    List<String> place() throws Exception {
        return place(bucket);
    }

    private List<String> place(String name) throws Exception {
        Path credentials = folder.resolve("cloud-credentials");
        if (Files.notExists(credentials)) {
            Files.writeString(credentials, buckets.keyFile(bucket, prefix, B2Buckets.NEEDED));
        }
        return List.of("--type", "b2", "--bucket", name, "--prefix", prefix, "--endpoint",
                simulator.url().toString(), "--credentials", credentials.toString());
    }

    /** All versions, hide markers and what is unfinished: everything that costs money. */
    @Override
    List<String> inTarget() throws B2Exception {
        return buckets.versions(bucket).stream().map(B2FileVersion::getFileName).toList();
    }

    private B2FileVersion pack() throws B2Exception {
        return buckets.versions(bucket).stream().filter(file -> file.getFileName().endsWith(".pack")).findFirst()
                .orElseThrow();
    }

    private CommandProcess add() throws Exception {
        List<Object> words = new ArrayList<>(List.of("target", "add", "cold"));
        words.addAll(place());
        return spillway(words.toArray());
    }

    @Test
    void aBucketWhoseRulesDeleteFilesIsRefused() throws Exception {
        buckets.setRules(bucket, B2LifecycleRule.builder("").setDaysFromHidingToDeleting(1).build());
        assertThat(add().err()).contains("not fit", "deletes files 1 day after they were hidden",
                "take our prefix out");
        buckets.setRules(bucket);
        addTarget();
        buckets.setRules(bucket, B2LifecycleRule.builder(prefix).setDaysFromUploadingToHiding(30).build());
        CommandProcess probe = spillway("target", "probe", "cold");
        assertThat(probe.code()).isEqualTo(1);
        assertThat(probe.out()).contains("hides files 30 days after they were uploaded");
    }

    @Test
    void whatIsWrongWithAPlaceIsSaidAndSecretsAreShownNowhere() throws Exception {
        List<Object> words = new ArrayList<>(List.of("target", "add", "cold"));
        words.addAll(place("no-such-bucket"));
        assertThat(spillway(words.toArray()).err()).contains("limited to bucket " + bucket);

        CommandProcess withoutKey = spillway("target", "add", "cold", "--type", "b2", "--bucket", bucket);
        assertThat(withoutKey.err()).contains("applicationKeyId", "applicationKey");

        addTarget();
        String secret = Files.readString(folder.resolve("cloud-credentials")).strip().replaceAll("(?s).*= ", "");
        assertThat(spillway("target", "list", "--json").out() + spillway("status", "--json").out())
                .contains("\"cold\"").doesNotContain(secret);
    }

    @Test
    void aCapThatIsReachedPausesTheTargetWithTheReasonAndNothingIsLost() throws Exception {
        byte[] film = random(MIB, 1);
        put("film.mov", film);
        addTarget();
        int cap = simulator.addFault(
                B2Fault.on("b2_upload_file").forNames(prefix).everyTime().answers(403, "storage_cap_exceeded"));

        done(spillway("policy", "run", policy("{ tier: cold }"), "--at", inAMonth()));

        Poll.awaitThat("the alarm", PATIENCE,
                () -> quietly(() -> spillway("status").out().contains("Caps & Alerts") ? 1 : 0) == 1);
        assertThat(spillway("status").out()).contains("target cold paused", "storage_cap_exceeded");
        assertThat(get("film.mov")).isEqualTo(film);
        simulator.removeFault(cap);
        Poll.awaitThat("the move once the cap is raised", PATIENCE, () -> head("film.mov").storageClass() != null);
        assertThat(get("film.mov")).isEqualTo(film);
        assertThat(packs()).hasSize(1);
    }

    @Test
    void anUploadWhoseAnswerIsLostIsFoundAndIsOneFile() throws Exception {
        byte[] film = random(MIB, 2);
        put("film.mov", film);
        addTarget();
        int lost = simulator.addFault(
                B2Fault.on("b2_upload_file").forNames(prefix).dropsAfter());

        tierAll();

        assertThat(simulator.timesMet(lost)).isEqualTo(1);
        assertThat(packs()).hasSize(1);
        assertThat(get("film.mov")).isEqualTo(film);
    }

    @Test
    void aFileThatIsHiddenIsStillReadAndAGoneOneIsSaid() throws Exception {
        byte[] film = random(MIB, 3);
        put("film.mov", film);
        addTarget();
        tierAll();

        buckets.hide(bucket, pack().getFileName());
        assertThat(get("film.mov")).isEqualTo(film);

        B2FileVersion pack = buckets.versions(bucket).stream()
                .filter(file -> file.isUpload() && file.getFileName().endsWith(".pack")).findFirst().orElseThrow();
        buckets.client().deleteFileVersion(pack.getFileName(), pack.getFileId());
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("film.mov"))
                .satisfies(failure -> assertThat(failure.statusCode()).isGreaterThanOrEqualTo(500));
        assertThat(head("film.mov").contentLength()).isEqualTo(MIB);
    }

    @Test
    void bytesThatWereChangedOnTheirWayAreNeverServed() throws Exception {
        byte[] film = random(MIB, 4);
        put("film.mov", film);
        addTarget();
        tierAll();
        int wrong = simulator.addFault(B2Fault.on("b2_download_file_by_id").forNames(prefix).everyTime().corrupts());

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("film.mov"))
                .satisfies(failure -> assertThat(failure.statusCode()).isGreaterThanOrEqualTo(500));

        simulator.removeFault(wrong);
        assertThat(get("film.mov")).isEqualTo(film);
    }

    @Test
    void whereTheKeyMayNotRemoveOtherObjectsGoOnMoving() throws Exception {
        put("film.mov", random(MIB, 5));
        addTarget();
        tierAll();
        int refused = simulator.addFault(
                B2Fault.on("b2_delete_file_version").forNames(prefix).everyTime().answers(401, "unauthorized"));
        client.deleteObject(request -> request.bucket(BUCKET).key("film.mov"));
        Poll.awaitThat("a refused removal", PATIENCE, () -> quietly(() -> simulator.timesMet(refused)) > 0);
        byte[] other = random(MIB, 6);
        put("other.mov", other);

        tierAll();

        assertThat(head("other.mov").storageClassAsString()).isEqualTo("cold");
        assertThat(get("other.mov")).isEqualTo(other);
        assertThat(packs()).hasSize(2);
        assertThat(spillway("status").out()).contains("old backups in target cold cannot be removed");
    }
}
