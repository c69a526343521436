package io.spillway.tier.backup;

import io.spillway.cluster.api.transition.RemoteObject;

/** A proven copy in a target that lacks nothing of what it is a copy of. */
public sealed interface Backup {
    RemoteObject object();

    /** It was sent now. */
    record Sent(RemoteObject object) implements Backup {}

    /** It was there already, and nothing has changed since. */
    record Unchanged(RemoteObject object) implements Backup {}
}
