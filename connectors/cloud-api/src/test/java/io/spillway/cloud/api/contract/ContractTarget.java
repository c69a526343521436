package io.spillway.cloud.api.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;

/** What the contract's tests run on, and the steps that they share. */
public interface ContractTarget {
    /** The store under test: the same one throughout a test, on a target that held nothing when the test began. */
    CloudStore store();

    default StoredObject put(String key, byte[] bytes) throws CloudException, IOException {
        return store().put(new CloudKey(key), new BytesSource(bytes), PutCondition.ALWAYS,
                new InMemoryUploadJournal());
    }

    default byte[] read(CloudRef ref) throws CloudException {
        return read(ref, ReadRange.WHOLE);
    }

    default byte[] read(CloudRef ref, ReadRange range) throws CloudException {
        try (CloudContent content = store().open(ref, range)) {
            return rest(content, (int) content.length());
        }
    }

    /** The bytes that are still to come, of which there must be exactly this many. */
    static byte[] rest(CloudContent content, int length) throws CloudException {
        ByteBuffer bytes = ByteBuffer.allocate(length + 1);
        int read = 0;
        while (read >= 0 && bytes.hasRemaining()) {
            read = content.read(bytes);
        }
        if (bytes.position() != length) {
            throw new AssertionError(bytes.position() + " bytes came instead of " + length);
        }
        return Arrays.copyOf(bytes.array(), length);
    }

    /** Everything under a prefix, by pages of this size. */
    default List<Listing.Item> listAll(String prefix, int limit) throws CloudException {
        List<Listing.Item> items = new ArrayList<>();
        Optional<ListCursor> at = Optional.of(ListCursor.START);
        while (at.isPresent()) {
            Listing page = store().list(prefix, at.get(), limit);
            if (page.items().size() > limit) {
                throw new AssertionError("a page of " + page.items().size() + " items, over " + limit);
            }
            items.addAll(page.items());
            at = page.next();
        }
        return items;
    }

    default List<String> keys(String prefix, int limit) throws CloudException {
        return listAll(prefix, limit).stream().map(item -> item.key().value()).toList();
    }

    default boolean keepsVersions() throws CloudException {
        return store().capabilities().versions() == TargetCapabilities.Versions.KEPT;
    }

    /** A source that goes out in three parts, the last a short one. */
    default PatternSource largeSource(long seed) throws CloudException {
        TargetCapabilities can = store().capabilities();
        return new PatternSource(Math.max(can.parts().resumableFrom(), 2 * can.parts().bytes()) + 12_345, seed);
    }
}
