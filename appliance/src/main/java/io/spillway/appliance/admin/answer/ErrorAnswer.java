package io.spillway.appliance.admin.answer;

import io.micronaut.serde.annotation.Serdeable;

/** Why a request was not done, in one sentence that names the thing and the remedy. */
@Serdeable
public record ErrorAnswer(String error) {}
