package io.spillway.cloud.api.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.UploadId;

/** The object of one probe: its bytes, and what of it stands in the target. */
final class ProbeObject {
    /** A probe puts twice at most, each at most as often as an SDK tries. */
    private static final int MOST_VERSIONS = 100;

    private final CloudStore store;
    private final CloudKey key;
    private final Versions versions;
    private final byte[] bytes = new byte[TargetProbe.BYTES];
    private final InMemoryUploadJournal journal = new InMemoryUploadJournal();
    private final Set<ExactRef> standing = new LinkedHashSet<>();
    private boolean uncertain;

    ProbeObject(CloudStore store, CloudKey key, Versions versions) {
        this.store = store;
        this.key = key;
        this.versions = versions;
        new Random(key.hashCode()).nextBytes(bytes);
    }

    CloudKey key() {
        return key;
    }

    byte[] bytes(int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    StoredObject put(PutCondition condition) throws CloudException {
        BytesSource source = new BytesSource(bytes);
        try {
            StoredObject stored = store.put(key, source, condition, journal);
            if (versions == Versions.NONE) {
                standing.clear(); // One that was there has been replaced.
            }
            standing.add(stored.ref());
            requireEvidence(stored, source);
            return stored;
        } catch (CloudException.OutcomeUnknown | CloudException.Corrupt e) {
            uncertain = true;
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read, and a journal there written", e);
        }
    }

    private static void requireEvidence(StoredObject stored, BytesSource source) throws CloudException, IOException {
        Checksum evidence = stored.evidence().orElseThrow(
                () -> new CloudException.Corrupt("the target stored \"" + stored.key() + "\" without a digest of it"));
        Checksum sent = ChecksumCalculation.like(evidence, source);
        if (!evidence.equals(sent)) {
            throw new CloudException.Corrupt(
                    "the target stored " + evidence.hex() + " as \"" + stored.key() + "\", not " + sent.hex());
        }
    }

    /** Removes by exact name all that is known to stand. */
    void remove() throws CloudException {
        for (Removal removal : store.delete(List.copyOf(standing))) {
            switch (removal) {
                case Removal.Gone gone -> standing.remove(gone.ref());
                case Removal.Failed failed -> throw failed.reason();
            }
        }
    }

    /** Removes what may be left after a failure; answers what still may be. */
    Optional<String> cleanUp() {
        try {
            Optional<UploadId> upload = journal.find();
            if (upload.isPresent()) {
                store.cancel(upload.get());
            }
            if (uncertain) {
                standing.addAll(found());
            }
            boolean mayCome = uncertain && standing.isEmpty();
            remove();
            return mayCome
                    ? Optional.of("\"" + key + "\" may still come to stand: remove it if it does")
                    : Optional.empty();
        } catch (CloudException e) {
            return Optional.of("\"" + key + "\" may still stand, remove it by hand: " + e.getMessage());
        }
    }

    private List<ExactRef> found() throws CloudException {
        List<ExactRef> found = new ArrayList<>();
        for (Listing.Item item : store.list(key.value(), ListCursor.START, MOST_VERSIONS).items()) {
            switch (item) {
                case Listing.Stored stored when stored.key().equals(key) -> found.add(stored.ref());
                case Listing.Stored _,Listing.Marker _ -> {
                    // Neither another's object nor a mark that somebody else made is ours to remove.
                }
            }
        }
        return found;
    }
}
