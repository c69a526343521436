package io.spillway.cluster.api.transition;

import java.time.Instant;

import io.spillway.cluster.api.change.ContainerRef;

/** An intent as stored: what is to happen to one object version, and how far it has come. */
public record Intent(IntentId id, ContainerRef container, Generation generation, Cause cause, Movement movement,
        Instant planned, TransitionState state) {}
