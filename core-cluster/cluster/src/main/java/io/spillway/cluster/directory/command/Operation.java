package io.spillway.cluster.directory.command;

import java.time.Instant;

import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.OperationId;

/**
 * A command as it was proposed.
 *
 * @param time by the proposer's clock; a file's own last time is used where that is later
 */
public record Operation(OperationId id, Instant time, Command command) {}
