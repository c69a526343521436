package io.spillway.appliance.admin;

import java.util.function.Function;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/** Turns what a request names into the names of the house. */
final class Parameter {
    private Parameter() {}

    /** A name that is missing or not legal is the caller's mistake: 400 with what would be legal. */
    static <T> T read(Function<String, T> name, @Nullable String text) {
        if (text == null) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST,
                    "the body lacks a field; /v1/openapi.yml has its form");
        }
        try {
            return name.apply(text);
        } catch (IllegalArgumentException e) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }
}
