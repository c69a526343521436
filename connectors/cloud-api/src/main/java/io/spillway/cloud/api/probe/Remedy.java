package io.spillway.cloud.api.probe;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.probe.ProbeStep.Action;

/** What an operator can do about a failed step. */
final class Remedy {
    private static final String RIGHTS = "(docs/targets.md lists what is needed)";

    private Remedy() {}

    /** {@code letIn}: whether an earlier step worked, so that who we are is not the question. */
    static String of(Action action, CloudException fault, boolean letIn) {
        return switch (fault) {
            case CloudException.AccessDenied _ -> letIn
                    ? "the target lets us in, but not to " + action.words() + ": allow that under its prefix " + RIGHTS
                    : "the target does not let us in: correct its credentials, or allow them to use it " + RIGHTS;
            case CloudException.Refused _ when action == Action.CONDITION ->
                "two appliances could come to own such a target: take a service that keeps the conditions of a put";
            case CloudException.Refused _ -> "mend what is named: make the bucket or folder, or correct the target";
            case CloudException.Unavailable away -> "see that the target can be reached from here (address, proxy,"
                    + " mount), and try again in " + away.retryAfter().toSeconds() + " s";
            case CloudException.OutcomeUnknown _ ->
                "see why no answer comes (network, proxy, time-outs), and try again";
            case CloudException.PreconditionFailed _ ->
                "somebody else writes under the target's prefix: give every cluster a prefix of its own";
            case CloudException.NotFound _ -> "do not use the target: what was put is not there; see whether"
                    + " something else removes objects under its prefix";
            case CloudException.Corrupt _ -> "do not use the target: it does not answer what it was given; see"
                    + " whether a proxy in between changes bytes";
        };
    }
}
