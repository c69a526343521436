package io.spillway.cluster.directory.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LoggedFileTest {
    private static final FileFormat FORMAT = new FileFormat("test file", 0x54657374, 1, 1,
            List.of("CREATE TABLE kept (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT"));
    private static final int ROWS = 8_000;

    @TempDir
    Path folder;
    private Path path;

    @BeforeEach
    void fill() {
        path = folder.resolve("test.db");
        Database.create(path, FORMAT, database -> {
            for (int id = 1; id <= ROWS; id++) {
                database.update("INSERT INTO kept VALUES (?, zeroblob(4096))", id);
            }
        });
    }

    private static void remove(LoggedFile file, String which) {
        file.write(database -> database.update("DELETE FROM kept WHERE " + which));
        file.committed(1);
        file.flush();
        assertThat(file.wantsFlush()).isFalse();
    }

    @Test
    void aFileThatHasBecomeMostlyEmptyShrinks() throws Exception {
        long full = Files.size(path);
        try (LoggedFile file = LoggedFile.open(path, FORMAT)) {
            remove(file, "id % 10 <> 0");
            file.shrink();
            assertThat(file.wantsFlush()).as("not in one go").isTrue();
            for (int i = 0; i < 3 && file.wantsFlush(); i++) {
                file.shrink();
            }
            assertThat(file.wantsFlush()).isFalse();
        }
        assertThat(Files.size(path)).isLessThan(full / 2);
        try (Database database = Database.open(path, FORMAT)) {
            database.requireIntegrity();
            assertThat(database.one("SELECT count(*) FROM kept WHERE length(bytes)=4096", row -> row.integer(1)))
                    .contains(ROWS / 10);
        }
    }

    @Test
    void aFileOfWhichLittleIsRemovedKeepsItsRoom() throws Exception {
        long full = Files.size(path);
        try (LoggedFile file = LoggedFile.open(path, FORMAT)) {
            remove(file, "id % 10 = 0");
            file.shrink();
            assertThat(file.wantsFlush()).isFalse();
        }
        assertThat(Files.size(path)).isEqualTo(full);
    }

    @Test
    void aFileThatCannotShrinkIsNotTriedForEver() throws Exception {
        try (Database made = Database.open(path, FORMAT)) {
            made.execute("PRAGMA journal_mode=DELETE");
            made.execute("PRAGMA auto_vacuum=NONE");
            made.execute("VACUUM");
        }
        long full = Files.size(path);
        try (LoggedFile file = LoggedFile.open(path, FORMAT)) {
            remove(file, "true");
            file.shrink();
            assertThat(file.wantsFlush()).isFalse();
        }
        assertThat(Files.size(path)).isEqualTo(full);
    }
}
