package io.spillway.cloud.api.contract;

import java.util.List;

import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.ProbeStep;
import io.spillway.cloud.api.probe.ProbeStep.Action;
import io.spillway.cloud.api.probe.TargetProbe;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A good target passes its probe, which leaves it as it was. */
public interface ProbeContract extends ContractTarget {
    @Test
    default void aProbeTriesEverythingAndLeavesNothing() throws Exception {
        StoredObject others = put("others", new byte[7]);
        ProbeReport report = new TargetProbe(store()).run();
        assertThat(report.usable()).as("%s", report).isTrue();
        assertThat(report.target()).isEqualTo(store().identity());
        assertThat(report.capabilities()).contains(store().capabilities());
        assertThat(report.left()).isEmpty();
        assertThat(report.steps()).extracting(ProbeStep::action).containsExactly(Action.values());
        for (ProbeStep step : report.steps()) {
            Class<?> expected = step.action() == Action.CONDITION && !decidesConditions()
                    ? ProbeStep.Skipped.class
                    : ProbeStep.Done.class;
            assertThat(step.outcome()).as("%s", step).isInstanceOf(expected);
        }
        assertThat(keys("", 1000)).containsExactly("others");
        assertThat(store().uploads("", ListCursor.START, 1000).uploads()).isEmpty();
        assertThat(read(others.ref().ref())).hasSize(7);
    }

    private boolean decidesConditions() throws Exception {
        return store().capabilities().supports(PutCondition.Kind.IF_ABSENT);
    }

    @Test
    default void aProbeSaysInWordsWhatTheTargetCanDo() {
        ProbeReport report = new TargetProbe(store()).run();
        List<String> lines = report.abilities().stream().map(ability -> ability.name() + ": " + ability.value())
                .toList();
        assertThat(lines).hasSize(15).contains("a range of an object: read")
                .anyMatch(line -> line.startsWith("a removal names exactly: key and "));
    }
}
