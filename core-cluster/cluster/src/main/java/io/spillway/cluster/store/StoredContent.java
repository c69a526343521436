package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.FileStretch;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.conscience.VolumeFault;
import io.spillway.cluster.directory.ContainerRows;
import io.spillway.cluster.directory.Metachunk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of one version, metachunk by metachunk. The rows are fetched a page at a time, since an object of 5 TiB
 * has 80,000 of them. When no copy of a metachunk serves, the same version is resolved once more: it may have moved.
 */
final class StoredContent implements ObjectContent {
    /** A page of rows is about 80 KiB and covers 4 GiB. */
    private static final int PAGE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(StoredContent.class);

    private final ReadSurroundings around;
    private final ContainerRows rows;
    private final ContainerRef container;
    private final ObjectStat stat;
    private final Deque<Metachunk> upcoming = new ArrayDeque<>();
    private long position;
    private long end;
    private @Nullable Metachunk metachunk;
    private @Nullable MetachunkReader reader;

    private StoredContent(ReadSurroundings around, ContainerRows rows, ContainerRef container, ObjectStat stat) {
        this.around = around;
        this.rows = rows;
        this.container = container;
        this.stat = stat;
        end = stat.size();
    }

    /** The content, or none if the version has gone since it was resolved. */
    static Optional<StoredContent> open(ReadSurroundings around, ContainerRows rows, ContainerRef container,
            ObjectStat stat) throws ObjectStoreException {
        StoredContent content = new StoredContent(around, rows, container, stat);
        return stat.size() == 0 || content.page() ? Optional.of(content) : Optional.empty();
    }

    @Override
    public ObjectStat stat() {
        return stat;
    }

    @Override
    public void select(ByteRange range) {
        if (range.end() > stat.size()) {
            throw new IllegalArgumentException("bytes " + range.offset() + " to " + range.end() + " of " + stat.ref()
                    + ", which has " + stat.size());
        }
        position = range.offset();
        end = range.end();
    }

    @Override
    public int read(ByteBuffer target) throws ObjectStoreException {
        if (position == end) {
            return -1;
        }
        Metachunk at = seek();
        int read = readAt(at, target);
        passed(at, read);
        return read;
    }

    @Override
    public Optional<FileStretch> stretch() throws ObjectStoreException {
        if (position == end) {
            return Optional.empty();
        }
        Metachunk at = seek();
        int wanted = (int) (Math.min(end, end(at)) - position);
        Optional<FileStretch> stretch = reader(at).stretch(position - at.offset(), wanted);
        if (stretch.isPresent()) {
            passed(at, stretch.get());
        }
        return stretch;
    }

    private void passed(Metachunk at, FileStretch stretch) throws ObjectStoreException {
        try {
            passed(at, stretch.length());
        } catch (ObjectStoreException e) {
            stretch.close();
            throw e;
        }
    }

    private void passed(Metachunk at, int bytes) throws ObjectStoreException {
        position += bytes;
        if (position == end(at)) {
            leave();
        }
    }

    private int readAt(Metachunk at, ByteBuffer target) throws ObjectStoreException {
        try {
            return readOnce(at, target);
        } catch (ObjectStoreException.Damaged | ObjectStoreException.Unavailable e) {
            Metachunk again = resolveAgain();
            if (again.location().equals(at.location())) {
                throw e;
            }
            return readOnce(again, target);
        }
    }

    private int readOnce(Metachunk at, ByteBuffer target) throws ObjectStoreException {
        long last = Math.min(end, end(at));
        int wanted = (int) (last - position);
        return reader(at).read(position - at.offset(), wanted, last - at.offset(), target);
    }

    private MetachunkReader reader(Metachunk at) {
        MetachunkReader open = reader;
        if (open == null) {
            open = new MetachunkReader(around, at);
            reader = open;
            if (open.isInlineDamaged()) {
                LOG.error(
                        "{}: the bytes that the file of container {} holds at {} fail their checksum; the disk, or what"
                                + " wrote to it, has changed them",
                        stat.ref(), container, at.offset());
            }
        }
        return open;
    }

    /** The metachunk that holds the next byte. */
    private Metachunk seek() throws ObjectStoreException {
        Metachunk at = metachunk;
        while (at == null || position >= end(at)) {
            leave();
            if (upcoming.isEmpty() && !page()) {
                throw new ObjectStoreException.NoSuchVersion(stat.ref());
            }
            at = upcoming.removeFirst();
            metachunk = at;
        }
        return at;
    }

    private boolean page() throws ObjectStoreException {
        upcoming.clear();
        upcoming.addAll(rows.metachunks(container, stat.version(), position, PAGE));
        return !upcoming.isEmpty();
    }

    /** The same metachunk as the directory knows it now; its copies that are really missing are reported. */
    private Metachunk resolveAgain() throws ObjectStoreException {
        leave();
        upcoming.clear();
        return seek();
    }

    private void leave() throws ObjectStoreException {
        MetachunkReader open = reader;
        reader = null;
        Metachunk left = metachunk;
        metachunk = null;
        if (open != null) {
            open.close();
            if (left != null && !open.missing().isEmpty()) {
                reportMissing(left, open.missing());
            }
        }
    }

    /** A copy that is missing because its bytes were released or deleted meanwhile is no fault. */
    private void reportMissing(Metachunk left, List<ChunkReplica> missing) throws ObjectStoreException {
        for (Metachunk now : rows.metachunks(container, stat.version(), left.offset(), 1)) {
            List<ChunkReplica> named = LocalReplicas.of(now.location());
            missing.stream().filter(named::contains)
                    .forEach(replica -> around.conscience().report(replica.volume(), VolumeFault.MISSING_CHUNK));
        }
    }

    private static long end(Metachunk metachunk) {
        return metachunk.offset() + metachunk.length();
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
