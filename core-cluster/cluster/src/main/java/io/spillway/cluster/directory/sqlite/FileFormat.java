package io.spillway.cluster.directory.sqlite;

import java.util.List;

/**
 * What a file must say of itself before it is believed.
 *
 * @param applicationId SQLite's application_id: which kind of file
 * @param oldest version of the schema that is still read; an older one is refused
 * @param version of the schema, SQLite's user_version; a newer one is refused
 * @param schema statements that make an empty file of this kind
 */
public record FileFormat(String kind, int applicationId, int oldest, int version, List<String> schema) {
    public FileFormat {
        schema = List.copyOf(schema);
    }
}
