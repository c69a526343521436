package io.spillway.tier.backup;

import java.util.Optional;

import io.spillway.cloud.api.CloudKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackupNameTest {
    private static final BackupName NAME = new BackupName(42, 7, 1_700_000_000_000L);

    @Test
    void aNameIsReadFromItsKey() {
        var key = new CloudKey("c/backups/namespace/" + NAME);
        assertThat(key.value()).endsWith("/0000000000000000042-7-1700000000000.sqlite");
        assertThat(BackupName.of(key)).contains(NAME);
        assertThat(BackupName.of(new CloudKey("c/2026/11/26/x-1.pack"))).isEqualTo(Optional.empty());
        assertThat(BackupName.of(new CloudKey("c/backups/42-7-1.sqlite"))).isEmpty();
    }

    /** The lost node may have come further than the copy that its successor goes on from. */
    @Test
    void aSuccessorsCopyIsNewerThanAnyOfTheLostNode() {
        assertThat(new BackupName(10, 8, 0)).isGreaterThan(NAME);
        assertThat(new BackupName(43, 7, 0)).isGreaterThan(NAME);
        assertThat(new BackupName(42, 7, 1_700_000_000_001L)).isGreaterThan(NAME);
    }
}
