package io.spillway.cluster.chunk;

import java.time.Instant;

import io.spillway.cluster.api.location.ChunkId;

/** A sealed chunk as a listing of its volume shows it. */
public record StoredChunk(ChunkId id, long length, Instant sealed) {}
