package io.spillway.cluster.directory;

/** What the directory knows of a write. */
public enum WriteState {
    /** Never heard of, or over and forgotten: none of its chunk files is referred to. */
    UNKNOWN,
    /** Begun; chunks may be staged. */
    OPEN,
    /** Committed, and at least one of its chunk files is referred to or noted as garbage. */
    COMMITTED,
    /** Given up; a later commit of it is refused. */
    ABANDONED
}
