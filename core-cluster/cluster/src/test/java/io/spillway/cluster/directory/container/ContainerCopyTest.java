package io.spillway.cluster.directory.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.raft.LogPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerCopyTest {
    private static final ContainerRef REF = new ContainerRef("ab".repeat(32));

    @TempDir
    Path folder;

    /** As after a kill while a copy was opened: SQLite would roll the new copy back to pages of the former one. */
    @Test
    void whatWasLeftBesideAFormerCopyIsNotTakenForTheNewOnes() throws Exception {
        Path path = folder.resolve("container.db");
        Path copy = folder.resolve("copy.db");
        plantJournal(copy);
        Files.write(folder.resolve("copy.db-wal"), new byte[100]);
        ContainerFile.create(path, new CreateFile(REF, new AccountName("default"), new ContainerName("bucket"),
                Set.of("accounts")), new LogPosition(1, 0), 0);
        try (ContainerFile file = ContainerFile.open(path, REF)) {
            file.copyTo(copy);
        }
        assertThat(folder.resolve("copy.db-journal")).doesNotExist();
        assertThat(ContainerRefit.check(copy, REF).name()).isEqualTo(new ContainerName("bucket"));
    }

    private static void plantJournal(Path file) throws Exception {
        Path journal = file.resolveSibling(file.getFileName() + "-journal");
        byte[] hot;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size=5");
            statement.execute("CREATE TABLE t (b BLOB)");
            statement.executeUpdate("""
                    INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<200)
                    SELECT zeroblob(4000) FROM n""");
            statement.execute("BEGIN");
            statement.executeUpdate("UPDATE t SET b=randomblob(4000)");
            hot = Files.readAllBytes(journal);
            statement.execute("ROLLBACK");
        }
        Files.delete(file);
        Files.write(journal, hot);
    }
}
