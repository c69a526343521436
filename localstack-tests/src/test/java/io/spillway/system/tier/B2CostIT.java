package io.spillway.system.tier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.structures.B2FileVersion;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.B2Statistics;
import io.spillway.system.cloud.B2Buckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What moving many objects to B2 costs in calls, by the classes of its price list; {@code target/b2-cost.txt} has them. */
@Tag("faults") // for its length
class B2CostIT extends TierScenario {
    private static final int SMALL = 1000;
    private static final int LARGE = 3;
    private static final int PART_BYTES = 5_000_000;
    private static final int PARTS = 3;
    private static final int LARGE_BYTES = 12 * MIB;
    /** The marker, and the proofs before the pointer and before the release. */
    private static final int READS = 3;
    /** The backups of the bucket, which are few for however many objects, but may themselves be large files. */
    private static final int BESIDE = 80;
    private static final Path REPORT = Path.of("target", "b2-cost.txt");

    private B2Simulator simulator;
    private B2Buckets buckets;
    private String bucket;

    @BeforeEach
    void makeBucket() throws Exception {
        simulator = B2Simulator.start(PART_BYTES);
        buckets = B2Buckets.on(simulator);
        bucket = buckets.make();
    }

    @AfterEach
    void closeClient() throws Exception {
        buckets.close();
        simulator.close();
    }

    @Override
    List<String> place() throws Exception {
        Path credentials = Files.writeString(folder.resolve("cloud-credentials"),
                buckets.keyFile(bucket, "", B2Buckets.NEEDED));
        return List.of("--type", "b2", "--bucket", bucket, "--endpoint", simulator.url().toString(), "--credentials",
                credentials.toString());
    }

    @Override
    List<String> inTarget() throws B2Exception {
        return buckets.versions(bucket).stream().map(B2FileVersion::getFileName).toList();
    }

    @Test
    void aMoveIsAnUploadAndThreeReads() throws Exception {
        for (int i = 0; i < SMALL; i++) {
            put("small/" + i, random(1000, i));
        }
        for (int i = 0; i < LARGE; i++) {
            put("large/" + i, random(LARGE_BYTES, i));
        }
        addTarget();
        simulator.resetStatistics();

        String run = tierAll();

        B2Statistics statistics = simulator.statistics();
        report(statistics);
        assertThat(run).contains("\"released\":" + (SMALL + LARGE));
        assertThat(packs()).hasSize(SMALL + LARGE);
        assertThat(statistics.calls("b2_upload_file").all()).isBetween((long) SMALL, (long) SMALL + BESIDE);
        assertThat(statistics.calls("b2_upload_part").all()).isBetween((long) LARGE * PARTS, (long) BESIDE);
        assertThat(statistics.classes().get("B")).isBetween((long) READS * (SMALL + LARGE),
                (long) READS * (SMALL + LARGE) + BESIDE);
        assertThat(statistics.classes().get("C")).isLessThan(BESIDE);
        assertThat(statistics.sharedUploadUrls()).isZero();
    }

    private static void report(B2Statistics statistics) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, B2Statistics.Calls> call : new TreeMap<>(statistics.calls()).entrySet()) {
            text.append("%-32s %6d%n".formatted(call.getKey(), call.getValue().all()));
        }
        Files.writeString(REPORT, text.append(new TreeMap<>(statistics.classes())).append("\n"));
    }
}
