package io.spillway.cloud.api;

/** Where a listing begins. It names keys and ids only, so it may be stored and used by another process. */
public sealed interface ListCursor {
    ListCursor START = new Start();

    /** At the first key. */
    record Start() implements ListCursor {}

    /** Behind everything under this key. */
    record AfterKey(CloudKey key) implements ListCursor {}

    /** Behind this version (or, in a listing of uploads, this upload) of the key. */
    record AfterItem(CloudKey key, String id) implements ListCursor {}
}
