package io.spillway.cluster.directory.container;

import java.util.OptionalLong;

/**
 * What there is to do for a container, as the group's work index keeps it.
 *
 * @param oldestDue when the oldest garbage note is due, in milliseconds; empty without garbage
 */
public record ContainerWork(long openIntents, long garbageNotes, OptionalLong oldestDue, long openUploads,
        boolean unreadChanges, boolean closed, boolean dropped) {}
