package io.spillway.cloud.api;

/** What became of one item of {@link CloudRemover#delete}. */
public sealed interface Removal {
    ExactRef ref();

    /** It is not there: removed now, or absent before. */
    record Gone(ExactRef ref) implements Removal {}

    /** It may still be there. */
    record Failed(ExactRef ref, CloudException reason) implements Removal {}
}
