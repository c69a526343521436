package io.spillway.cluster.directory.namespace;

import java.util.List;

import io.spillway.cluster.directory.container.OperationTable;
import io.spillway.cluster.directory.sqlite.FileFormat;

/** The tables of {@code directory.db}. */
final class NamespaceSchema {
    /** "SpDi". */
    private static final int APPLICATION_ID = 0x53704469;

    /** Format 1 had no registry and was in no release, so it is not read. */
    private static final int VERSION = 2;

    static final FileFormat FORMAT = new FileFormat("directory file", APPLICATION_ID, VERSION, VERSION, List.of("""
            CREATE TABLE namespace (
              id INTEGER PRIMARY KEY CHECK (id = 1), applied_term INTEGER NOT NULL, applied_index INTEGER NOT NULL,
              log_time INTEGER NOT NULL, term INTEGER NOT NULL) STRICT""", """
            INSERT INTO namespace VALUES (1, 0, -1, 0, 0)""", """
            CREATE TABLE meta0 (
              first_prefix INTEGER PRIMARY KEY, last_prefix INTEGER NOT NULL, meta1_group TEXT NOT NULL) STRICT""", """
            INSERT INTO meta0 VALUES (0, 65535, 'local')""", """
            CREATE TABLE meta1 (
              ref TEXT PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, incarnation INTEGER NOT NULL,
              created INTEGER NOT NULL, policy TEXT, state TEXT NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE UNIQUE INDEX meta1_name ON meta1 (name) WHERE state <> 'DRAINING'""", """
            CREATE INDEX meta1_account ON meta1 (account, name)""", """
            CREATE INDEX meta1_unsettled ON meta1 (ref) WHERE state <> 'ACTIVE'""", """
            CREATE TABLE incarnation (
              account TEXT NOT NULL, name TEXT NOT NULL, last INTEGER NOT NULL,
              PRIMARY KEY (account, name)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE account (
              name TEXT PRIMARY KEY, objects INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE usage_cursor (
              ref TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE access_key (
              id TEXT PRIMARY KEY, account TEXT NOT NULL, secret BLOB NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE target (
              name TEXT PRIMARY KEY, secrets INTEGER NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE policy (
              name TEXT NOT NULL, number INTEGER NOT NULL, registered INTEGER NOT NULL, text TEXT NOT NULL,
              PRIMARY KEY (name, number)) STRICT""",
            OperationTable.SCHEMA));

    private NamespaceSchema() {}
}
