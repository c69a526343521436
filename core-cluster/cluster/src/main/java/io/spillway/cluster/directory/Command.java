package io.spillway.cluster.directory;

/**
 * A mutation as it stands in the log. It carries everything that its application needs (ids, version id, placement,
 * preconditions), so that applying it reads no clock, no random source and no configuration.
 */
public sealed interface Command permits ContainerCommand, NamespaceCommand {}
