package io.spillway.cluster.directory.container;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.VersionPage;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.sqlite.Database;

/** The reads of one file; valid only inside the read transaction that {@link ContainerFile#read} opened. */
public final class ContainerReads {
    private final Database file;

    ContainerReads(Database file) {
        this.file = file;
    }

    public Optional<ObjectVersion> current(ObjectKey key) {
        return VersionTable.current(file, key);
    }

    public Optional<ObjectVersion> exact(ObjectKey key, VersionId version) {
        return VersionTable.exact(file, key, version);
    }

    public List<Metachunk> metachunks(VersionId version, long offset, int limit) {
        return MetachunkTable.from(file, Ids.raw(version), offset, limit);
    }

    /** All metachunks of exactly this generation; empty if it is gone. */
    public Optional<List<Metachunk>> metachunks(Generation generation) {
        return exact(generation.key(), generation.version())
                .filter(found -> found.head().size() == generation.length()
                        && found.digest().equals(generation.digest()))
                .map(found -> MetachunkTable.of(file, Ids.raw(generation.version())));
    }

    public VersionPage list(ListRequest request) {
        return Listings.versions(file, request);
    }

    public Optional<UploadEntry> upload(UploadId upload) {
        return UploadTable.find(file, upload);
    }

    public List<PartStat> parts(UploadId upload, int after, int limit) {
        return UploadTable.stats(file, upload, after, limit);
    }

    public UploadListing uploads(UploadListRequest request) {
        return Listings.uploads(file, request);
    }

    public WriteState write(WriteId write) {
        return WriteTable.state(file, write);
    }

    public List<Change> changes(String consumer, int limit) {
        return ChangeTable.read(file, Header.load(file), consumer, limit);
    }

    public boolean isUnread(String consumer) {
        return ChangeTable.isUnread(file, Header.load(file), consumer);
    }

    public long lastChange() {
        return Header.load(file).lastChange;
    }

    /** The backup in this target, if it lacks no change. */
    public Optional<ContainerBackups.Current> currentBackup(String fingerprint) {
        return Backups.current(Header.load(file), fingerprint);
    }

    public List<GarbageNote> garbage(long now, int limit) {
        return GarbageTable.due(file, now, limit);
    }

    public Optional<Intent> intent(IntentId id) {
        return IntentTable.find(file, id);
    }

    public Optional<Intent> latestIntent(VersionId version) {
        return IntentTable.latest(file, version);
    }

    public List<Intent> intents(Optional<IntentId> after, int limit) {
        return IntentTable.all(file, after.orElse(null), limit);
    }

    public List<Intent> openIntents(Optional<IntentId> after, int limit) {
        return IntentTable.open(file, after.orElse(null), limit);
    }

    public List<Candidate> candidates(Optional<ObjectKey> after, int limit) {
        return CandidatePage.after(file, after.map(ObjectKey::utf8).orElse(new byte[0]), limit);
    }

    /** Goes on with a walk, by one step. */
    public List<Candidate> candidates(CandidateWalk walk, int limit) {
        return walk.step(file, limit);
    }

    public long objects() {
        return Header.load(file).objects;
    }

    public Optional<Candidate> candidate(ObjectKey key) {
        return CandidatePage.current(file, key);
    }
}
