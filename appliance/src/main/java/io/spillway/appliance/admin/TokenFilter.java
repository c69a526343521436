package io.spillway.appliance.admin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

import io.spillway.appliance.admin.answer.ErrorAnswer;

/** Lets a request in only with the token; before routing, so that unknown routes tell nothing either. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class TokenFilter implements Ordered {
    private final BearerToken token;

    TokenFilter(BearerToken token) {
        this.token = token;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        if (request.getHeaders().getAuthorization().filter(token::isIn).isPresent()) {
            return null;
        }
        return HttpResponse.unauthorized().header("WWW-Authenticate", "Bearer").body(new ErrorAnswer(
                "the token is missing or wrong; send Authorization: Bearer with the text of the file admin-token"));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
