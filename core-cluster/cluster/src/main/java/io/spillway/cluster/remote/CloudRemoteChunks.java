package io.spillway.cluster.remote;

import java.time.Duration;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.remote.ReadableTargets.ReadableTarget;
import io.spillway.cluster.store.RemoteChunks;

/**
 * Remote metachunks through the cloud port: of the target that the pointer names, if it still is that target, and of
 * exactly the generation that the pointer names.
 */
public final class CloudRemoteChunks implements RemoteChunks {
    /** An operator has to act; clients that come again each minute do no harm. */
    private static final Duration OPERATOR = Duration.ofMinutes(1);

    private final ReadableTargets targets;

    public CloudRemoteChunks(ReadableTargets targets) {
        this.targets = targets;
    }

    @Override
    public RemoteBytes open(RemoteCopy copy, ByteRange range) throws ObjectStoreException {
        if (range.end() > copy.length()) {
            throw new IllegalArgumentException(range + " is outside a metachunk of " + copy.length() + " bytes");
        }
        ReadableTarget target = targets.find(copy.target()).orElseThrow(() -> new ObjectStoreException.Unavailable(
                "the bytes are in target " + copy.target() + ", which this node does not have; add it", OPERATOR));
        if (!target.identity().fingerprint().equals(copy.fingerprint())) {
            throw new ObjectStoreException.Unavailable("target " + copy.target()
                    + " is another one than the bytes were written to; bring its former settings back", OPERATOR);
        }
        return new ResumingBytes(target.reader(), copy, ref(target, copy), range);
    }

    private static CloudRef ref(ReadableTarget target, RemoteCopy copy) throws ObjectStoreException.Damaged {
        String prefix = target.identity().prefix();
        if (!copy.key().startsWith(prefix)) {
            throw new ObjectStoreException.Damaged(
                    "the pointer to " + copy.key() + " does not lie under the prefix of target " + copy.target());
        }
        return new CloudRef(new CloudKey(copy.key().substring(prefix.length())),
                Generation.Exact.of(copy.version(), copy.etag().orElse("")));
    }

    /** A target that cannot be asked is unavailable; one that answers otherwise than it once did is damage. */
    static ObjectStoreException translated(RemoteCopy copy, CloudException e) {
        String where = "target " + copy.target() + ": ";
        return switch (e) {
            case CloudException.NotFound _,CloudException.PreconditionFailed _,CloudException.Corrupt _ ->
                new ObjectStoreException.Damaged(
                        where + "object " + copy.key() + " is missing or another one than was written", e);
            case CloudException.Unavailable away ->
                new ObjectStoreException.Unavailable(where + away.getMessage(), away.retryAfter(), away);
            case CloudException.AccessDenied _,CloudException.Refused _,CloudException.OutcomeUnknown _ ->
                new ObjectStoreException.Unavailable(where + e.getMessage(), OPERATOR, e);
        };
    }
}
