package io.spillway.cloud.api;

import java.util.List;

/**
 * One target: a bucket (or a folder) under one prefix. Callers ask for the narrowest of the roles that it is made of.
 * <p>
 * Every method blocks, is called on a virtual thread, ends in bounded time, and may be used by many threads at once.
 * Keys are relative to the target's prefix; nothing outside it is read, listed or removed. After a success every later
 * call sees the change.
 * <p>
 * Retry lives in the adapter's SDK alone, bounded: a caller that gets {@link CloudException.Unavailable} waits as it
 * says and plans the work anew, it does not loop on the call.
 */
public interface CloudStore extends CloudReader, CloudWriter, CloudRemover, AutoCloseable {
    /** What the target is, whatever its settings: two stores with one fingerprint hold the same objects. */
    TargetIdentity identity();

    /**
     * What the target can do. An adapter may have to ask the target once, and keeps the answer.
     *
     * @throws CloudException if the target was asked and did not answer
     */
    TargetCapabilities capabilities() throws CloudException;

    /**
     * Looks at the target's own settings for what would delete or change our objects behind our back, or what is
     * missing; an empty list means that nothing was found.
     */
    List<TargetFinding> inspect() throws CloudException;

    /** Frees connections. Calls in flight end with an error; contents that are open may do so too. */
    @Override
    void close();
}
