package io.spillway.tier.node;

import java.io.IOException;
import java.nio.file.Path;

import io.spillway.cloud.api.CloudStore;

/**
 * The target of a node. Has a constructor without parameters and keeps in the node's folder what it needs to know, so
 * that a process of its own opens the same target by the name of the class.
 */
public interface TestTarget {
    /** Opens the target of the node in this folder, with keys under {@link TestNode#PREFIX}; the node closes it. */
    CloudStore open(Path folder) throws IOException;
}
