package io.spillway.cluster.directory.container;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.AbortUpload;
import io.spillway.cluster.directory.ContainerCommand.BeginUpload;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.ContainerCommand.CompleteUpload;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteId;

/** What a container is, said as plainly as can be: maps in memory, one operation at a time. */
final class ContainerModel {
    record Stored(VersionId version, String etag, long size, Set<ChunkId> chunks, List<InlineBytes> inline) {}

    record StoredPart(String etag, long size, Set<ChunkId> chunks) {}

    private record Upload(String key, Map<Integer, StoredPart> parts) {}

    final TreeMap<String, Stored> objects = new TreeMap<>();
    final Set<ChunkId> garbage = new HashSet<>();
    private final Map<UploadId, Upload> uploads = new HashMap<>();
    private final Map<UploadId, VersionId> completed = new HashMap<>();
    private final Map<WriteId, Boolean> committed = new HashMap<>();
    long changes;

    /** What the command should answer: the refusal, or empty if it is applied. */
    Optional<Class<? extends Refusal>> apply(ContainerCommand command) {
        return switch (command) {
            case CommitObject commit -> commit(commit);
            case DeleteObject delete -> delete(delete);
            case AbandonWrite abandon -> abandon(abandon);
            case BeginUpload begin -> {
                uploads.put(begin.upload(), new Upload(begin.head().key().value(), new TreeMap<>()));
                yield Optional.empty();
            }
            case CommitPart part -> part(part);
            case CompleteUpload complete -> complete(complete);
            case AbortUpload abort -> abort(abort);
            default -> throw new IllegalArgumentException("the model knows no " + command);
        };
    }

    private Optional<Class<? extends Refusal>> commit(CommitObject commit) {
        Optional<Class<? extends Refusal>> write = refusedWrite(commit.write());
        if (write.isPresent()) {
            return write;
        }
        String key = commit.head().key().value();
        if (!holds(commit.condition(), key)) {
            return Optional.of(Refusal.ConditionFailed.class);
        }
        Set<ChunkId> chunks = chunks(commit.metachunks());
        put(key, new Stored(commit.version(), commit.head().etag(), commit.head().size(), chunks,
                inline(commit.metachunks())));
        if (!chunks.isEmpty()) {
            committed.put(commit.write(), true);
        }
        return Optional.empty();
    }

    private void put(String key, Stored stored) {
        Stored former = objects.put(key, stored);
        if (former != null) {
            garbage.addAll(former.chunks);
        }
        changes++;
    }

    private Optional<Class<? extends Refusal>> refusedWrite(WriteId write) {
        return Optional.ofNullable(committed.get(write))
                .map(done -> done ? Refusal.WriteCommitted.class : Refusal.WriteAbandoned.class);
    }

    private Optional<Class<? extends Refusal>> delete(DeleteObject delete) {
        String key = delete.key().value();
        if (!holds(delete.condition(), key)) {
            return Optional.of(Refusal.ConditionFailed.class);
        }
        Stored former = objects.remove(key);
        if (former != null) {
            garbage.addAll(former.chunks);
            changes++;
        }
        return Optional.empty();
    }

    private Optional<Class<? extends Refusal>> abandon(AbandonWrite abandon) {
        if (committed.getOrDefault(abandon.write(), false)) {
            return Optional.of(Refusal.WriteCommitted.class);
        }
        committed.put(abandon.write(), false);
        return Optional.empty();
    }

    private Optional<Class<? extends Refusal>> part(CommitPart part) {
        Upload upload = uploads.get(part.upload());
        if (upload == null) {
            return Optional.of(Refusal.NoSuchUpload.class);
        }
        Optional<Class<? extends Refusal>> write = refusedWrite(part.write());
        if (write.isPresent()) {
            return write;
        }
        StoredPart former = upload.parts.put(part.number(),
                new StoredPart(part.etag(), part.size(), chunks(part.metachunks())));
        if (former != null) {
            garbage.addAll(former.chunks);
        }
        committed.put(part.write(), true);
        return Optional.empty();
    }

    private Optional<Class<? extends Refusal>> complete(CompleteUpload complete) {
        Upload upload = uploads.get(complete.upload());
        if (upload == null) {
            VersionId made = completed.get(complete.upload());
            boolean still = objects.values().stream().anyMatch(stored -> stored.version.equals(made));
            return still ? Optional.empty() : Optional.of(Refusal.NoSuchUpload.class);
        }
        List<StoredPart> chosen = new ArrayList<>();
        for (int number : complete.numbers()) {
            if (!upload.parts.containsKey(number)) {
                return Optional.of(Refusal.PartsChanged.class);
            }
            chosen.add(upload.parts.get(number));
        }
        if (!ContainerModelTest.etag(chosen).equals(complete.etag())) {
            return Optional.of(Refusal.PartsChanged.class);
        }
        Set<ChunkId> chunks = new HashSet<>();
        chosen.forEach(part -> chunks.addAll(part.chunks));
        upload.parts.forEach((number, part) -> {
            if (!complete.numbers().contains(number)) {
                garbage.addAll(part.chunks);
            }
        });
        uploads.remove(complete.upload());
        completed.put(complete.upload(), complete.version());
        put(upload.key, new Stored(complete.version(), complete.etag(),
                chosen.stream().mapToLong(StoredPart::size).sum(), chunks, List.of()));
        return Optional.empty();
    }

    private Optional<Class<? extends Refusal>> abort(AbortUpload abort) {
        Upload upload = uploads.remove(abort.upload());
        if (upload == null) {
            return Optional.of(Refusal.NoSuchUpload.class);
        }
        upload.parts.values().forEach(part -> garbage.addAll(part.chunks));
        return Optional.empty();
    }

    /** The parts of an open upload, by number. */
    Map<Integer, StoredPart> parts(UploadId upload) {
        return uploads.containsKey(upload) ? uploads.get(upload).parts : Map.of();
    }

    private boolean holds(WriteCondition condition, String key) {
        return switch (condition) {
            case WriteCondition.Always _ -> true;
            case WriteCondition.IfAbsent _ -> !objects.containsKey(key);
            case WriteCondition.IfPresent _ -> objects.containsKey(key);
            case WriteCondition.IfMatch(String etag) -> objects.containsKey(key) && objects.get(key).etag.equals(etag);
        };
    }

    static Set<ChunkId> chunks(List<Metachunk> metachunks) {
        Set<ChunkId> chunks = new HashSet<>();
        for (Metachunk metachunk : metachunks) {
            if (metachunk.location() instanceof Location.Local(List<ChunkReplica> replicas)) {
                replicas.forEach(replica -> chunks.add(replica.chunk()));
            }
        }
        return chunks;
    }

    static List<InlineBytes> inline(List<Metachunk> metachunks) {
        return metachunks.stream().map(Metachunk::location).filter(Location.Inline.class::isInstance)
                .map(location -> ((Location.Inline) location).bytes()).toList();
    }
}
