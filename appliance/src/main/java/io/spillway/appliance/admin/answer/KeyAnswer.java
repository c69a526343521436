package io.spillway.appliance.admin.answer;

import io.micronaut.serde.annotation.Serdeable;

/** An access key, without its secret. */
@Serdeable
public record KeyAnswer(String account, String accessKeyId) {}
