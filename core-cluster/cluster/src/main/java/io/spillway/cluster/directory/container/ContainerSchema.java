package io.spillway.cluster.directory.container;

import java.util.List;

import io.spillway.cluster.directory.sqlite.FileFormat;

/**
 * The tables of a container's file. Ids are 16 raw bytes, times milliseconds since 1970, keys UTF-8 in byte order;
 * rows that a listing walks are narrow, and what it rarely needs stands in side tables.
 */
final class ContainerSchema {
    /** "SpCt". */
    private static final int APPLICATION_ID = 0x53704374;

    static final FileFormat FORMAT = new FileFormat("container file", APPLICATION_ID, 2, 2, List.of("""
            CREATE TABLE container (
              id INTEGER PRIMARY KEY CHECK (id = 1), ref TEXT NOT NULL, account TEXT NOT NULL, name TEXT NOT NULL,
              applied_term INTEGER NOT NULL, applied_index INTEGER NOT NULL, log_time INTEGER NOT NULL,
              state TEXT NOT NULL, objects INTEGER NOT NULL, bytes INTEGER NOT NULL, last_change INTEGER NOT NULL,
              open_uploads INTEGER NOT NULL, open_intents INTEGER NOT NULL, garbage_notes INTEGER NOT NULL,
              last_note INTEGER NOT NULL, backup_sequence INTEGER NOT NULL, backup BLOB) STRICT""", """
            CREATE TABLE version (
              key BLOB NOT NULL, version BLOB NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
              created INTEGER NOT NULL, modified INTEGER NOT NULL, policy TEXT NOT NULL, placement TEXT NOT NULL,
              target TEXT, class TEXT, digest BLOB NOT NULL, metachunks INTEGER NOT NULL, last_read INTEGER,
              PRIMARY KEY (key, version)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE attributes (
              version BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE TABLE metachunk (
              owner BLOB NOT NULL, idx INTEGER NOT NULL, position INTEGER NOT NULL, length INTEGER NOT NULL,
              write BLOB NOT NULL, sha256 BLOB NOT NULL, local BLOB, remote BLOB, blocks BLOB NOT NULL, inline BLOB,
              PRIMARY KEY (owner, idx)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE write (
              id BLOB PRIMARY KEY, state INTEGER NOT NULL, live INTEGER NOT NULL,
              time INTEGER NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE INDEX write_abandoned ON write (time) WHERE state = 2""", """
            CREATE TABLE upload (
              id BLOB PRIMARY KEY, key BLOB NOT NULL, begun INTEGER NOT NULL, head BLOB NOT NULL, completed BLOB,
              completed_at INTEGER) STRICT, WITHOUT ROWID""", """
            CREATE INDEX upload_open ON upload (key, id) WHERE completed IS NULL""", """
            CREATE INDEX upload_completed ON upload (completed_at) WHERE completed IS NOT NULL""", """
            CREATE TABLE part (
              upload BLOB NOT NULL, number INTEGER NOT NULL, write BLOB NOT NULL, size INTEGER NOT NULL,
              etag TEXT NOT NULL, modified INTEGER NOT NULL, metachunks INTEGER NOT NULL, checksums BLOB NOT NULL,
              PRIMARY KEY (upload, number)) STRICT, WITHOUT ROWID""", """
            CREATE TABLE garbage (
              id INTEGER PRIMARY KEY, due INTEGER NOT NULL, write BLOB, note BLOB NOT NULL) STRICT""", """
            CREATE INDEX garbage_due ON garbage (due, id)""", """
            CREATE TABLE change (
              sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, kind TEXT NOT NULL, key BLOB NOT NULL,
              version BLOB NOT NULL, objects INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT""", """
            CREATE TABLE cursor (
              consumer TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID""", OperationTable.SCHEMA, """
            CREATE TABLE intent (
              id BLOB PRIMARY KEY, version BLOB NOT NULL, open INTEGER NOT NULL, planned INTEGER NOT NULL,
              change_sequence INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID""", """
            CREATE UNIQUE INDEX intent_open ON intent (version) WHERE open = 1""", """
            CREATE INDEX intent_version ON intent (version, planned)""", """
            CREATE TABLE remote (
              version BLOB PRIMARY KEY, object BLOB NOT NULL) STRICT, WITHOUT ROWID"""));

    private ContainerSchema() {}
}
