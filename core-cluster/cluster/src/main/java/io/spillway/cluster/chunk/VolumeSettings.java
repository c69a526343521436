package io.spillway.cluster.chunk;

/**
 * What a volume is opened with.
 *
 * @param reserve bytes of the file system that chunks leave free, for the logs and databases beside them
 * @param readBuffers for readers whose own buffer cannot take a block, and for checks of stretches; shared by the node's volumes
 */
public record VolumeSettings(long reserve, BlockBuffers readBuffers) {}
