package io.spillway.cluster.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.Resource;
import io.spillway.cluster.api.view.ClusterStatus;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.cluster.api.view.ObjectPlacement;
import io.spillway.cluster.api.view.VolumeReport;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.chunk.VolumeStatus;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.conscience.VolumeScore;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.engine.DirectoryEngine;

/** The view of a cluster that has one node. */
public final class NodeView implements ClusterView {
    /** Rows of one short read of a container's file. */
    private static final int PAGE = 500;
    /** An object that is overwritten faster than its rows can be read this often is left for later. */
    private static final int ATTEMPTS = 5;

    private final VolumeOwner identity;
    private final StoragePolicyName defaultStoragePolicy;
    private final Conscience conscience;
    private final DirectoryEngine directory;
    private final Authoriser authoriser;

    public NodeView(VolumeOwner identity, StoragePolicyName defaultStoragePolicy, Conscience conscience,
            DirectoryEngine directory, Authoriser authoriser) {
        this.identity = identity;
        this.defaultStoragePolicy = defaultStoragePolicy;
        this.conscience = conscience;
        this.directory = directory;
        this.authoriser = authoriser;
    }

    @Override
    public ClusterStatus status() {
        List<AccountUsage> accounts = directory.accessKeys().stream().map(key -> key.account()).distinct().sorted()
                .map(directory::usage).flatMap(Optional::stream).toList();
        return new ClusterStatus(identity.cluster(), defaultStoragePolicy, accounts, conscience.scores().stream()
                .map(this::report).sorted(Comparator.comparing(volume -> volume.volume().value())).toList());
    }

    private VolumeReport report(VolumeScore volume) {
        VolumeStatus status = volume.status();
        return new VolumeReport(identity.node(), volume.volume().id(), volume.score(), status.totalBytes(),
                status.freeBytes(), state(volume));
    }

    private static String state(VolumeScore volume) {
        return switch (volume.status().state()) {
            case VolumeStatus.State.Serving _ when volume.score() == 0 -> "full: free space on it, or add a volume";
            case VolumeStatus.State.Serving _ when !volume.faults().isEmpty() ->
                "in service, with faults since the start: "
                        + volume.faults();
            case VolumeStatus.State.Serving _ -> "in service";
            case VolumeStatus.State.ReadOnly(String reason) -> "read-only: " + reason;
            case VolumeStatus.State.Fenced(String reason) -> "fenced: " + reason + "; mend the disk and restart";
        };
    }

    @Override
    public ObjectPlacement explain(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        ContainerEntry container = directory.findContainer(ref.container())
                .orElseThrow(() -> new ObjectStoreException.NoSuchContainer(ref.container()));
        authoriser.authorise(context, Action.READ_OBJECT,
                new Resource.ObjectResource(container.account(), ref.container(), ref.key()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectVersion version = resolve(container, ref);
            List<ObjectPlacement.Metachunk> metachunks = metachunks(container, version);
            if (metachunks.size() == version.metachunks()) {
                return new ObjectPlacement(container.account(), stat(ref, version), metachunks);
            }
        }
        throw new ObjectStoreException.Unavailable(ref + " changes too fast to be looked at; ask again",
                Duration.ofSeconds(1));
    }

    private ObjectVersion resolve(ContainerEntry container, ObjectRef ref) throws ObjectStoreException {
        Optional<ObjectVersion> version = ref.version().isPresent()
                ? directory.exact(container.ref(), ref.key(), ref.version().get())
                : directory.current(container.ref(), ref.key());
        return version.orElseThrow(() -> ref.version().isPresent()
                ? new ObjectStoreException.NoSuchVersion(ref)
                : new ObjectStoreException.NoSuchKey(ref.container(), ref.key()));
    }

    /** All of the version's rows; fewer than it has if it went in between. */
    private List<ObjectPlacement.Metachunk> metachunks(ContainerEntry container, ObjectVersion version)
            throws ObjectStoreException {
        List<ObjectPlacement.Metachunk> all = new ArrayList<>();
        long offset = 0;
        while (all.size() < version.metachunks()) {
            List<Metachunk> page = directory.metachunks(container.ref(), version.version(), offset, PAGE);
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(row -> all.add(new ObjectPlacement.Metachunk(row.offset(), row.length(), row.location())));
            offset = page.getLast().offset() + page.getLast().length();
        }
        return all;
    }

    private static ObjectStat stat(ObjectRef ref, ObjectVersion version) {
        ObjectHead head = version.head();
        return new ObjectStat(ref.at(version.version()), head.size(), head.etag(), version.modified(),
                head.attributes(), head.checksums(), head.storagePolicy(), version.storageClass(), head.partSizes());
    }
}
