package io.spillway.cloud.api;

/** Reads a target and changes nothing in it. */
public interface CloudReader {
    /**
     * Opens bytes of one object. They are of the generation that was asked for or of none: an object that is
     * overwritten during the read goes on giving its old bytes or ends with an error, never with mixed bytes.
     *
     * @throws CloudException.NotFound if there is no such key, or no such version of it
     * @throws CloudException.PreconditionFailed if the key holds an object with another entity tag than
     *         {@link Generation.Tagged} asks for
     * @throws CloudException.Corrupt if the object ends before the range does: a short range is an error
     * @throws CloudException.Refused if the object has to be restored from an archive first
     */
    CloudContent open(CloudRef ref, ReadRange range) throws CloudException;

    /**
     * Describes one object without its bytes leaving the target; errors as of {@link #open}. The answer carries the
     * target's own evidence (what it is worth is in {@link TargetCapabilities.Evidence#stat}), so that an answer equal
     * to that of the put proves that length and digest are still those that were stored.
     */
    StoredObject stat(CloudRef ref) throws CloudException;

    /**
     * Lists what is stored under keys that begin with the prefix (empty: all), in the order of the keys' UTF-8 bytes;
     * versions of one key newest first. Going on from {@link Listing#next} gives every item that was there throughout
     * exactly once, also after items were removed in between, the one at the cursor among them.
     *
     * @param limit of items in the answer, 1 to 1000; an answer may have fewer, and still have a next page
     */
    Listing list(String prefix, ListCursor after, int limit) throws CloudException;

    /** Lists unfinished uploads under the prefix, in the order of their keys, like {@link #list}. */
    UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException;
}
