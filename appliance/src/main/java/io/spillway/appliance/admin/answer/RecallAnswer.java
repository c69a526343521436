package io.spillway.appliance.admin.answer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What came of asking for objects: bytes that are local, that are on their way, and objects that something moves just
 * now, so that they must be asked for again. {@code next} is the key to go on behind; null when there are no more.
 */
@Serdeable
public record RecallAnswer(long local, long planned, long busy, @Nullable String next) {}
