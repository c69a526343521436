package io.spillway.cluster.directory.container;

import java.time.Duration;
import java.time.Instant;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.directory.sqlite.Database;

/**
 * One operation's view of the file while it is applied.
 *
 * @param now the operation's time in milliseconds, never before that of an earlier one
 */
record Transaction(Database file, Header header, long now) {
    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    /** Saturates, so that a grace of "for ever" is a legal one. */
    long after(Duration grace) {
        long due = now + grace.toMillis();
        return due < now ? Long.MAX_VALUE : due;
    }

    /** Appends to the change log and answers the sequence number. */
    long record(Change.Kind kind, ObjectKey key, byte[] version, long objects, long bytes) {
        header.lastChange++;
        header.objects += objects;
        header.bytes += bytes;
        file.update("INSERT INTO change VALUES (?,?,?,?,?,?,?)", header.lastChange, now, kind.name(), key.utf8(),
                version, objects, bytes);
        return header.lastChange;
    }
}
