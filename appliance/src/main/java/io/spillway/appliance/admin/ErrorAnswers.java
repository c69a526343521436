package io.spillway.appliance.admin;

import io.micronaut.context.annotation.Bean;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import io.spillway.appliance.admin.answer.ErrorAnswer;

/** One shape for every error, the framework's own included. */
@Bean
final class ErrorAnswers implements ErrorResponseProcessor<ErrorAnswer> {
    @Override
    public MutableHttpResponse<ErrorAnswer> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        String message = context.hasErrors()
                ? context.getErrors().getFirst().getMessage()
                : response.reason();
        return response.body(new ErrorAnswer(
                context.getRequest().getMethod() + " " + context.getRequest().getPath() + ": " + message));
    }
}
