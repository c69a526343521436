package io.spillway.cluster.api.restore;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.transition.RemoteObject;

/**
 * Makes the directory of a lost node anew from copies of its files, where there is none. The order is: the namespace's
 * copy, if there is one, and those of containers; {@link #assemble}; {@link #publish}. Until the last the node does not
 * start on it, and a rebuild that was cut short is begun again from nothing. For one thread.
 */
public interface DirectoryRebuild {
    /**
     * Takes the copy of the namespace's file, and the file itself with it. At most one is taken.
     *
     * @throws UnusableCopyException if it is damaged or foreign; the next older one may be offered then
     */
    void takeNamespace(Path copy) throws UnusableCopyException, IOException;

    /**
     * Takes a copy of a container's file, and the file itself with it. At most one of each container is taken.
     *
     * @param backup where the copy stands in its target; recorded as the container's backup
     * @throws UnusableCopyException if it is damaged or another's; the next older one may be offered then
     */
    void takeContainer(ContainerRef container, Path copy, RemoteObject backup)
            throws UnusableCopyException, IOException;

    /**
     * Puts the files in order with each other: rows of containers that the namespace's copy does not know, what
     * accounts hold, the index of open work, terms, and what ended with the node.
     *
     * @param newestTerm the highest term that was seen elsewhere; the node's next is higher than it and any in the files
     * @param lost told of every object version whose bytes were on volumes that are gone, or inline, and nowhere else
     */
    Rebuilt assemble(long newestTerm, LostObjects lost) throws IOException;

    /** Gives up before anything was published, and leaves nothing behind. */
    void discard() throws IOException;

    /** Puts the directory in its place, whole, so that the node may start. */
    void publish() throws IOException;
}
