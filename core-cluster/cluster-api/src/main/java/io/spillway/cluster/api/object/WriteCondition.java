package io.spillway.cluster.api.object;

/** What must hold of the current object at the moment a write or delete is committed; linearizable per key. */
public sealed interface WriteCondition {
    WriteCondition ALWAYS = new Always();
    WriteCondition IF_ABSENT = new IfAbsent();

    record Always() implements WriteCondition {}

    /** There is no current object ({@code If-None-Match: *}). */
    record IfAbsent() implements WriteCondition {}

    /** The current object has this ETag, given without quotes ({@code If-Match}). */
    record IfMatch(String etag) implements WriteCondition {}

    /** There is a current object, whatever it is ({@code If-Match: *}). */
    record IfPresent() implements WriteCondition {}
}
