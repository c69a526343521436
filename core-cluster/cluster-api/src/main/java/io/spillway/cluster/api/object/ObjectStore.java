package io.spillway.cluster.api.object;

/**
 * The object store as every front end sees it. Callers that need less ask for one of the roles. Each method authorises
 * its context's principal first, on every resource that it touches (a copy on two), and blocks: it is called on a
 * virtual thread.
 *
 * <p>Container names are unique in a namespace, so a name alone finds its owner.
 */
public interface ObjectStore extends Containers, ObjectReader, ObjectWriter, MultipartUploads {}
