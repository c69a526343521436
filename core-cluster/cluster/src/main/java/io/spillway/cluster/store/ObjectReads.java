package io.spillway.cluster.store;

import java.time.Duration;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.Listing;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ContainerRows;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.VersionPage;

/** Reads of objects, and listings. */
final class ObjectReads implements ObjectReader {
    /** A key that is overwritten between two reads of the directory this often in a row is very busy. */
    private static final int ATTEMPTS = 10;

    private final Door door;
    private final ContainerRows rows;
    private final ReadSurroundings around;
    private final ReadNotes notes;

    ObjectReads(Door door, ContainerRows rows, ReadSurroundings around, ReadNotes notes) {
        this.door = door;
        this.rows = rows;
        this.around = around;
        this.notes = notes;
    }

    @Override
    public ObjectContent get(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.READ_OBJECT, ref.container(), ref.key());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectVersion version = resolve(container, ref);
            Optional<StoredContent> content = StoredContent.open(around, rows, container.ref(),
                    Stats.of(ref.container(), version));
            if (content.isPresent()) {
                notes.note(context, container.ref(), version);
                return content.get();
            }
        }
        throw new ObjectStoreException.Unavailable(ref + " is being overwritten all the time", Duration.ofSeconds(1));
    }

    @Override
    public ObjectStat stat(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.READ_OBJECT, ref.container(), ref.key());
        return Stats.of(ref.container(), resolve(container, ref));
    }

    @Override
    public Listing list(RequestContext context, ContainerName name, ListRequest request) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.LIST_OBJECTS, name);
        VersionPage page = rows.list(container.ref(), request);
        return new Listing(page.versions().stream().map(version -> Stats.of(name, version)).toList(), page.prefixes(),
                page.next());
    }

    /** The version that a reference means now. */
    ObjectVersion resolve(ContainerEntry container, ObjectRef ref) throws ObjectStoreException {
        if (ref.version().isEmpty()) {
            return rows.current(container.ref(), ref.key())
                    .orElseThrow(() -> new ObjectStoreException.NoSuchKey(ref.container(), ref.key()));
        }
        return rows.exact(container.ref(), ref.key(), ref.version().get())
                .orElseThrow(() -> new ObjectStoreException.NoSuchVersion(ref));
    }
}
