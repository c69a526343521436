package io.spillway.tier.move;

import java.time.Duration;

import io.spillway.cluster.api.transition.Intent;

/** How far driving an intent has come. */
public sealed interface Progress {
    /** Nothing more is to be done for it now; its state tells the rest. */
    record Arrived(Intent intent) implements Progress {}

    /** The object changed under it, or it was given up. */
    record Dropped(String reason) implements Progress {}

    /** Something outside is not ready; the intent stays as it is. */
    record Waiting(String reason, Duration pause) implements Progress {}
}
