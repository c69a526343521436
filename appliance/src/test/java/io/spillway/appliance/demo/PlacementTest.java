package io.spillway.appliance.demo;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.demo.ObjectDoor.Seen;
import io.spillway.appliance.demo.Placement.Share;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementTest {
    private static final Map<ObjectName, Seen> LISTED = Map.of(new ObjectName("demo", "small"), seen(10, "STANDARD"),
            new ObjectName("demo", "small.md"), seen(20, "STANDARD"), new ObjectName("demo", "large.MD"),
            seen(5_000, "STANDARD"), new ObjectName("demo", "there"), seen(6_000, "cloud"),
            new ObjectName("again", "here"), seen(7_000, "STANDARD"));
    private final Placement placement = Placement.of(LISTED.entrySet(), "cloud", 20);

    @Test
    void bytesAreSummedByRuleAndByPlace() {
        assertThat(placement.of(DemoRule.SMALL)).isEqualTo(new Share(2, 30, 0, 0));
        assertThat(placement.of(DemoRule.DOCUMENTS)).isEqualTo(new Share(1, 5_000, 0, 0));
        assertThat(placement.of(DemoRule.REST)).isEqualTo(new Share(1, 7_000, 1, 6_000));
        assertThat(placement.total()).isEqualTo(new Share(4, 12_030, 1, 6_000));
    }

    @Test
    void aRunThatTellsTheSameAgrees() {
        assertThat(placement.against(run(2, 13_000, 1))).isEmpty();
    }

    @Test
    void eachSumThatDiffersIsNamed() {
        assertThat(placement.against(run(3, 13_000, 1))).singleElement().asString().contains("objects").contains("3");
        assertThat(placement.against(run(2, 13_001, 1))).singleElement().asString().contains("bytes").contains("13001");
        assertThat(placement.against(run(2, 13_000, 0))).singleElement().asString().contains("released objects");
    }

    @Test
    void aRunWithoutARuleDoesNotAgree() {
        RunAnswer run = run(2, 13_000, 1);
        RunAnswer without = new RunAnswer(run.run(), run.policy(), run.version(), run.at(), run.dryRun(), run.state(),
                null, 1, 5, 0, run.rules().subList(0, 2), List.of(), true);

        assertThat(placement.against(without)).hasSize(3);
    }

    @Test
    void theDiskMustHoldTheLocalBytesAndTheCloudTheRemoteOnesAtLeast() {
        assertThat(placement.against(new Footprint(2, 12_000), new Footprint(1, 6_000))).isEmpty();
        assertThat(placement.against(new Footprint(2, 12_001), new Footprint(9, 9_000))).singleElement().asString()
                .contains("chunk files");
        assertThat(placement.against(new Footprint(2, 12_000), new Footprint(1, 5_999))).singleElement().asString()
                .contains("cloud");
    }

    private static RunAnswer run(long restObjects, long restBytes, long released) {
        return new RunAnswer("id", "archive", 1, Instant.EPOCH, false, "done", null, 1, 5, 0,
                Arrays.stream(DemoRule.values()).map(rule -> switch (rule) {
                    case SMALL -> rule(rule, 2, 30, Map.of());
                    case DOCUMENTS -> rule(rule, 1, 5_000, Map.of());
                    case REST -> rule(rule, restObjects, restBytes, released == 0
                            ? Map.of("committed", 1L)
                            : Map.of("released", released));
                }).collect(Collectors.toList()), List.of(), true);
    }

    private static RunAnswer.Rule rule(DemoRule rule, long objects, long bytes, Map<String, Long> states) {
        return new RunAnswer.Rule(rule.title(), "", objects, bytes, 0, 0, 0, 0, 0, states);
    }

    private static Seen seen(long size, String storageClass) {
        return new Seen(size, "\"etag\"", storageClass);
    }
}
