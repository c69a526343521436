package io.spillway.appliance.admin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

import io.spillway.appliance.admin.answer.ErrorAnswer;
import io.spillway.appliance.tier.TierException;

/** What the tier refuses is the caller's to change. */
@Controller
class TierErrors {
    @Error(global = true)
    HttpResponse<ErrorAnswer> answer(TierException e) {
        return HttpResponse.<ErrorAnswer>badRequest().body(new ErrorAnswer(String.valueOf(e.getMessage())));
    }
}
