package io.spillway.cluster.directory.container;

import java.nio.file.Path;
import java.util.List;

import io.spillway.cluster.directory.sqlite.Database;

/**
 * Copies a container's file for other places. Bytes that are inline stay here: a rule moves an object's bytes to a target,
 * and nothing else does. In a copy they are empty.
 */
final class ContainerCopy {
    private static final String INLINE = "inline";

    private ContainerCopy() {}

    /** Writes a consistent copy, synced, to a path where nothing is. Writers and readers of the file go on. */
    static void write(Path file, Path copy) {
        Database.create(copy, ContainerSchema.FORMAT, _ -> {});
        try (Database beside = Database.open(file, ContainerSchema.FORMAT)) {
            beside.update("ATTACH ? AS copy", copy.toString());
            // It is worth nothing before it is whole, and is synced then.
            beside.execute("PRAGMA copy.journal_mode=OFF");
            beside.execute("PRAGMA copy.synchronous=OFF");
            beside.update("BEGIN");
            for (String table : beside.all("SELECT name FROM copy.sqlite_schema WHERE type='table'",
                    row -> row.text(1))) {
                beside.execute(
                        "INSERT INTO copy." + table + " SELECT " + columns(beside, table) + " FROM main." + table);
            }
            beside.update("COMMIT");
        }
        Database.sync(copy);
        Database.syncFolderOf(copy);
    }

    private static String columns(Database file, String table) {
        List<String> names = file.all("SELECT name FROM pragma_table_info(?)", row -> row.text(1), table);
        return String.join(",", names.stream()
                .map(name -> name.equals(INLINE) ? "iif(inline IS NULL, NULL, zeroblob(0))" : name).toList());
    }
}
