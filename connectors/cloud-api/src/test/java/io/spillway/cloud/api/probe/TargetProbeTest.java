package io.spillway.cloud.api.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ForwardingCloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.fault.Fault;
import io.spillway.cloud.api.fault.FaultRule;
import io.spillway.cloud.api.fault.FaultyCloudStore;
import io.spillway.cloud.api.memory.InMemoryCloudStore;
import io.spillway.cloud.api.probe.ProbeStep.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TargetProbeTest {
    private final InMemoryCloudStore target = memory(Versions.KEPT);

    private static InMemoryCloudStore memory(Versions versions) {
        return new InMemoryCloudStore(versions, EnumSet.allOf(PutCondition.Kind.class), InstantSource.system());
    }

    private ProbeReport probe(FaultRule... rules) {
        return new TargetProbe(new FaultyCloudStore(target, rules)).run();
    }

    private static ProbeStep.Failed failure(ProbeReport report, Action action) {
        assertThat(report.usable()).isFalse();
        assertThat(report.step(action).outcome()).isInstanceOf(ProbeStep.Failed.class);
        return (ProbeStep.Failed) report.step(action).outcome();
    }

    private static List<Action> failed(ProbeReport report) {
        return report.steps().stream().filter(step -> step.outcome() instanceof ProbeStep.Failed)
                .map(ProbeStep::action).toList();
    }

    private static List<Action> skipped(ProbeReport report) {
        return report.steps().stream().filter(step -> step.outcome() instanceof ProbeStep.Skipped)
                .map(ProbeStep::action).toList();
    }

    private void holdsNothing() {
        assertThat(target.list("", ListCursor.START, 1000).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CAPABILITIES,CAPABILITIES", "STAT,STAT", "OPEN,READ", "LIST,LIST", "UPLOADS,UPLOADS"})
    void aDeniedStepIsNamedAndWhatWasPutIsRemoved(CloudOperation denied, Action step) {
        ProbeReport report = probe(FaultRule.onEvery(denied, Fault.denied()));
        ProbeStep.Failed failure = failure(report, step);
        assertThat(failure.problem()).contains("403");
        assertThat(failure.remedy()).contains("lets us in, but not to " + step.words());
        assertThat(failed(report)).contains(step).doesNotContain(Action.INSPECT, Action.PUT);
        assertThat(report.left()).isEmpty();
        holdsNothing();
    }

    @Test
    void aTargetThatDeniesFromTheFirstStepOnHasWrongCredentials() {
        ProbeReport report = probe(FaultRule.onEvery(CloudOperation.INSPECT, Fault.denied()),
                FaultRule.onEvery(CloudOperation.CAPABILITIES, Fault.denied()));
        assertThat(failure(report, Action.INSPECT).remedy()).contains("credentials");
        assertThat(failure(report, Action.CAPABILITIES).remedy()).contains("credentials");
        assertThat(skipped(report)).containsExactly(Action.PUT, Action.STAT, Action.READ, Action.LIST,
                Action.UPLOADS, Action.CONDITION, Action.DELETE);
        assertThat(report.capabilities()).isEmpty();
        assertThat(report.abilities()).containsExactly(new Ability("a range of an object", "not tried"));
    }

    @Test
    void aDeniedPutEndsTheProbe() {
        ProbeReport report = probe(FaultRule.onEvery(CloudOperation.PUT, Fault.denied()));
        assertThat(failure(report, Action.PUT).remedy()).contains("not to put an object");
        assertThat(failed(report)).containsExactly(Action.PUT);
        assertThat(skipped(report)).hasSize(6);
        assertThat(report.left()).isEmpty();
    }

    @Test
    void aDeniedRemovalNamesWhatIsLeft() {
        ProbeReport report = probe(FaultRule.onEvery(CloudOperation.DELETE, Fault.denied()));
        assertThat(failed(report)).containsExactly(Action.DELETE);
        assertThat(failure(report, Action.DELETE).remedy()).contains("not to remove exactly the object");
        Listing.Item left = target.list("", ListCursor.START, 10).items().getFirst();
        assertThat(left.key().value()).startsWith("spillway-probe/");
        assertThat(report.left()).hasValueSatisfying(
                words -> assertThat(words).contains(left.key().value(), "by hand", "403"));
    }

    @Test
    void aRemovalThatFailsOnceIsMadeUpFor() {
        ProbeReport report = probe(FaultRule.onCall(1, CloudOperation.DELETE, Fault.unavailable(Duration.ZERO)));
        assertThat(failed(report)).containsExactly(Action.DELETE);
        assertThat(report.left()).isEmpty();
        holdsNothing();
    }

    @Test
    void aPutWithoutAnAnswerIsFoundAndRemoved() {
        ProbeReport report = probe(FaultRule.onCall(1, CloudOperation.PUT, Fault.lostAnswer()));
        assertThat(failure(report, Action.PUT).remedy()).contains("no answer comes");
        assertThat(report.left()).isEmpty();
        holdsNothing();
    }

    @Test
    void aPutThatMayStillComeIsNamed() {
        ProbeReport report = probe(FaultRule.onCall(1, CloudOperation.PUT, Fault.lostRequest()));
        assertThat(report.left())
                .hasValueSatisfying(words -> assertThat(words).contains("spillway-probe/", "may still come"));
    }

    @Test
    void aTargetThatStoresOtherBytesIsNotUsed() {
        ProbeReport report = probe(FaultRule.onEvery(CloudOperation.PUT, new Fault.WrongByte(1500)));
        assertThat(failure(report, Action.PUT).remedy()).contains("do not use");
        holdsNothing();
    }

    static Stream<Arguments> lies() {
        return Stream.of(Arguments.of(Action.READ, CloudOperation.OPEN, new Fault.WrongByte(5)),
                Arguments.of(Action.READ, CloudOperation.OPEN, new Fault.ShortBody(1999)),
                Arguments.of(Action.STAT, CloudOperation.STAT, new Fault.WrongEvidence()));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTargetThatLiesIsNotUsed(Action noticed, CloudOperation operation, Fault lie) {
        ProbeReport report = probe(FaultRule.onCall(1, operation, lie));
        assertThat(failed(report)).containsExactly(noticed);
        assertThat(failure(report, noticed).remedy()).contains("do not use");
        holdsNothing();
    }

    @Test
    void aTargetThatDoesNotRemoveIsFoundOut() {
        CloudStore keeping = new ForwardingCloudStore(target) {
            @Override
            public List<Removal> delete(List<ExactRef> refs) {
                return refs.stream().<Removal>map(Removal.Gone::new).toList();
            }
        };
        assertThat(failed(new TargetProbe(keeping).run())).containsExactly(Action.DELETE);
    }

    @Test
    void aTargetThatDoesNotListWhatItHoldsIsFoundOut() {
        CloudStore hiding = new ForwardingCloudStore(target) {
            @Override
            public Listing list(String prefix, ListCursor after, int limit) {
                return new Listing(List.of(), Optional.empty());
            }
        };
        assertThat(failed(new TargetProbe(hiding).run())).containsExactly(Action.LIST);
        holdsNothing();
    }

    @ParameterizedTest
    @EnumSource(Versions.class)
    void aTargetThatTakesAConditionAndDoesNotKeepItIsFoundOut(Versions versions) {
        InMemoryCloudStore memory = memory(versions);
        CloudStore careless = new ForwardingCloudStore(memory) {
            @Override
            public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
                    throws CloudException, IOException {
                return super.put(key, source, PutCondition.ALWAYS, journal);
            }
        };
        ProbeReport report = new TargetProbe(careless).run();
        assertThat(failure(report, Action.CONDITION).remedy()).contains("two appliances");
        assertThat(report.left()).isEmpty();
        assertThat(memory.list("", ListCursor.START, 10).items()).isEmpty();
    }

    @Test
    void aDangerousSettingMakesATargetUnusableAlthoughEveryStepWorks() {
        TargetFinding danger = new TargetFinding(TargetFinding.Severity.DANGER, "a rule removes objects", "mend it");
        CloudStore endangered = new ForwardingCloudStore(target) {
            @Override
            public List<TargetFinding> inspect() {
                return List.of(danger);
            }
        };
        ProbeReport report = new TargetProbe(endangered).run();
        assertThat(failed(report)).isEmpty();
        assertThat(report.findings()).containsExactly(danger);
        assertThat(report.usable()).isFalse();
    }

    @Test
    void everyStepTellsHowLongItTook() {
        AtomicLong now = new AtomicLong();
        ProbeReport report = new TargetProbe(target, () -> now.addAndGet(1000)).run();
        assertThat(report.steps()).extracting(ProbeStep::took).containsOnly(Duration.ofNanos(1000));
    }

    @Test
    void sizesAreSaidInTheirLargestWholeUnit() {
        assertThat(Ability.of(target.capabilities())).contains(
                new Ability("sent in parts, resumable from", "32 KiB"), new Ability("parts of", "16 KiB"),
                new Ability("most parts", "1000000"),
                new Ability("largest object", Integer.MAX_VALUE + " bytes"));
    }

    @Test
    void sizesThatAreCountedByThousandsAreSaidSo() throws Exception {
        TargetCapabilities can = target.capabilities();
        assertThat(Ability.of(new TargetCapabilities(can.versions(), can.conditions(), can.evidence(),
                new TargetCapabilities.Parts(100_000_001, 100_000_000, 5_000_000, Integer.MAX_VALUE),
                10_000_000_000_000L, can.archives(), can.locks()))).contains(
                        new Ability("sent in parts, resumable from", "100000001 bytes"),
                        new Ability("parts of", "100 MB"), new Ability("least part", "5 MB"),
                        new Ability("most parts", "no limit of ours"), new Ability("largest object", "10 TB"));
    }
}
