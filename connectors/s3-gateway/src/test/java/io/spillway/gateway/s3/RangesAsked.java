package io.spillway.gateway.s3;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ForwardingCloudStore;
import io.spillway.cloud.api.ReadRange;

/** A target that remembers which ranges it was asked for. */
final class RangesAsked extends ForwardingCloudStore {
    private final List<ReadRange> ranges = new CopyOnWriteArrayList<>();

    RangesAsked(CloudStore store) {
        super(store);
    }

    List<ReadRange> ranges() {
        return ranges;
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        ranges.add(range);
        return super.open(ref, range);
    }
}
