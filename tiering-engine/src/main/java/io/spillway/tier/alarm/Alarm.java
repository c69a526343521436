package io.spillway.tier.alarm;

import java.time.Instant;

/**
 * Something that a person has to look at.
 *
 * @param subject what it is about, such as {@code target b2-archive}; there is one alarm of a subject at a time
 * @param message what happened and what can be done
 * @param since when it was first raised
 * @param times how often it has been raised since
 */
public record Alarm(String subject, String message, Instant since, long times) {}
