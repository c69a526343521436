package io.spillway.cluster.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.chunk.ChunkOwner;
import io.spillway.cluster.chunk.ChunkPosition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.WriteId;

/** Writes the chunks of a recall: placed, synced and digested as those of any other write. */
public final class RecalledChunks implements LocalChunks {
    private static final int PAGE = 64;
    private static final RequestContext CONTEXT = new RequestContext(new Principal.SystemPrincipal("recall"), "recall",
            Instant.MAX);

    private static final RemoteChunks NOWHERE = (copy, _) -> {
        throw new ObjectStoreException.Damaged("no local copy serves, and the one in target " + copy.target()
                + " does not count");
    };

    private final Directory directory;
    private final ReadSurroundings local;
    private final WriteSurroundings around;
    private final WritePath path;

    public RecalledChunks(StoreParts parts, StoreSettings settings) {
        directory = parts.directory();
        around = parts.writing(settings);
        local = new ReadSurroundings(parts.conscience(), NOWHERE, settings.readBuffers());
        path = parts.writePath(settings,
                new ReadSurroundings(parts.conscience(), parts.remote(), settings.readBuffers()));
    }

    @Override
    public boolean holds(ContainerRef container, Generation generation) throws ObjectStoreException {
        ContainerEntry entry = container(container);
        ObjectStat stat = Stats.of(entry.name(), version(entry, generation));
        ByteBuffer buffer = buffer();
        try (StoredContent content = StoredContent.open(local, directory, container, stat)
                .orElseThrow(() -> gone(entry, generation))) {
            while (content.read(buffer.clear()) >= 0) {
                // Each block is checked as it is read.
            }
            return true;
        } catch (ObjectStoreException.Damaged _) {
            return false;
        } finally {
            around.buffers().give(buffer);
        }
    }

    @Override
    public String begin(ContainerRef container, Generation generation) throws ObjectStoreException {
        ContainerEntry entry = container(container);
        version(entry, generation);
        WriteId write = WriteId.of(path.newVersion());
        path.proposals().apply(CONTEXT, new ContainerCommand.BeginWrite(container, write, generation.key()),
                Subject.of(entry.name(), generation.key(), WriteCondition.ALWAYS));
        return write.value();
    }

    @Override
    public List<ChunkReplica> store(ContainerRef container, Generation generation, String writeId, int metachunk,
            ObjectSource bytes) throws ObjectStoreException, IOException {
        ContainerEntry entry = container(container);
        ObjectVersion version = version(entry, generation);
        Metachunk known = find(entry, generation, metachunk);
        StoragePolicy policy = path.policy(version.head().storagePolicy());
        ChunkOwner owner = new ChunkOwner(entry.account(), entry.name(), container, generation.key(),
                new WriteId(writeId));
        try (MetachunkWriter writer = MetachunkWriter.open(around, policy)) {
            copy(bytes, writer, known.length());
            Metachunk stored = writer.seal(
                    new MetachunkWriter.Place(owner, new ChunkPosition(0, metachunk), policy, known.offset()));
            List<ChunkReplica> replicas = LocalReplicas.of(stored.location());
            if (stored.length() != known.length() || !stored.sha256().equals(known.sha256())) {
                around.replicas().delete(replicas);
                throw new ObjectStoreException.Damaged("the bytes brought back for metachunk " + metachunk + " of "
                        + entry.name() + "/" + generation.key() + " are not those that were stored");
            }
            return replicas;
        }
    }

    private void copy(ObjectSource bytes, MetachunkWriter writer, long length)
            throws ObjectStoreException, IOException {
        ByteBuffer buffer = buffer();
        try {
            while (bytes.read(buffer.clear()) >= 0) {
                buffer.flip();
                if (writer.length() + buffer.remaining() > length) {
                    throw new ObjectStoreException.Damaged("more bytes were brought back than the " + length
                            + " that were stored");
                }
                writer.write(buffer);
            }
        } finally {
            around.buffers().give(buffer);
        }
    }

    private ByteBuffer buffer() throws ObjectStoreException {
        return around.buffers().take().orElseThrow(() -> new ObjectStoreException.Unavailable(
                "too many writes are running on this node", Duration.ofSeconds(1)));
    }

    private ContainerEntry container(ContainerRef ref) throws ObjectStoreException {
        return directory.findContainer(ref).orElseThrow(() -> new ObjectStoreException.Unavailable(
                "the directory lists no container " + ref, Duration.ofMinutes(1)));
    }

    private ObjectVersion version(ContainerEntry container, Generation generation) throws ObjectStoreException {
        return directory.exact(container.ref(), generation.key(), generation.version())
                .filter(version -> version.head().size() == generation.length()
                        && version.digest().equals(generation.digest()))
                .orElseThrow(() -> gone(container, generation));
    }

    private static ObjectStoreException gone(ContainerEntry container, Generation generation) {
        return new ObjectStoreException.NoSuchVersion(
                new ObjectRef(container.name(), generation.key(), Optional.of(generation.version())));
    }

    /** The row of a metachunk; where all have the first one's length, as outside multipart objects, at one look. */
    private Metachunk find(ContainerEntry container, Generation generation, int index) throws ObjectStoreException {
        List<Metachunk> page = directory.metachunks(container.ref(), generation.version(), 0, 1);
        if (!page.isEmpty() && index > 0) {
            page = directory.metachunks(container.ref(), generation.version(), index * page.getFirst().length(), 1);
        }
        if (!page.isEmpty() && page.getFirst().index() == index) {
            return page.getFirst();
        }
        return scan(container, generation, index);
    }

    private Metachunk scan(ContainerEntry container, Generation generation, int index) throws ObjectStoreException {
        long offset = 0;
        while (offset < generation.length()) {
            List<Metachunk> page = directory.metachunks(container.ref(), generation.version(), offset, PAGE);
            if (page.isEmpty()) {
                throw gone(container, generation);
            }
            for (Metachunk metachunk : page) {
                if (metachunk.index() == index) {
                    return metachunk;
                }
                offset = metachunk.offset() + metachunk.length();
            }
        }
        throw new IllegalArgumentException("the version has no metachunk " + index);
    }
}
