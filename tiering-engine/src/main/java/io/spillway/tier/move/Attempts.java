package io.spillway.tier.move;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.TransitionState.Attempt;
import io.spillway.tier.target.Target;

/** Makes attempts of this owner, each with a remote key that no other attempt has. */
public final class Attempts {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final ClusterId cluster;
    private final Epoch owner;
    private final Clock clock;

    public Attempts(ClusterId cluster, Epoch owner, Clock clock) {
        this.cluster = cluster;
        this.owner = owner;
        this.clock = clock;
    }

    Attempt next(Intent intent, Target target, int number) {
        var key = new CloudKey(
                cluster + "/" + DAY.format(clock.instant()) + "/" + intent.id() + "-" + number + ".pack");
        return new Attempt(number, owner, target.bucket(), target.bucketKey(key));
    }
}
