package io.spillway.cluster.store;

import io.spillway.cluster.chunk.BlockBuffers;
import io.spillway.cluster.conscience.Conscience;

/** What every read of bytes on this node uses. */
record ReadSurroundings(Conscience conscience, RemoteChunks remote, BlockBuffers buffers) {}
