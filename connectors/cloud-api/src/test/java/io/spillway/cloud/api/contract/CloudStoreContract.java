package io.spillway.cloud.api.contract;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.TargetFinding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every sentence of the port's contract. */
public interface CloudStoreContract
        extends
            ReadContract,
            PutContract,
            ConditionContract,
            LargePutContract,
            ListContract,
            DeleteContract,
            ProbeContract {
    @Test
    default void theIdentityHasAFingerprintThatStays() {
        assertThat(store().identity().fingerprint()).matches("[0-9a-f]{32}")
                .isEqualTo(store().identity().fingerprint());
    }

    @Test
    default void inspectingAFreshTargetFindsNoDanger() throws CloudException {
        assertThat(store().inspect()).noneMatch(finding -> finding.severity() == TargetFinding.Severity.DANGER);
    }
}
