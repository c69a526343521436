package io.spillway.cluster.api.transition;

import java.time.Instant;

/**
 * What the provider said that proves a remote object.
 *
 * @param kind of proof, such as {@code crc64nvme}, {@code sha256}, {@code read-again}
 * @param value what was compared, as the provider gave it
 */
public record Evidence(String kind, String value, Instant at) {}
