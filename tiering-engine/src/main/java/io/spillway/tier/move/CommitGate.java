package io.spillway.tier.move;

import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Intent;

/** The last word before a commit, with the facts of that moment: a hold or a changed policy stops the intent. */
@FunctionalInterface
public interface CommitGate {
    /** Why this intent must not be committed now; empty if it may. */
    Optional<String> objection(Intent intent) throws ObjectStoreException;
}
