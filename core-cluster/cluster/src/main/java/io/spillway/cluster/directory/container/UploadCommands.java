package io.spillway.cluster.directory.container;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.directory.ContainerCommand.AbortUpload;
import io.spillway.cluster.directory.ContainerCommand.BeginUpload;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.ContainerCommand.CompleteUpload;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.UploadHead;
import io.spillway.cluster.directory.container.UploadTable.Part;
import io.spillway.cluster.directory.container.VersionTable.Narrow;

/** Multipart uploads. A part is a write of its own; completion hands its metachunks over to the new version. */
final class UploadCommands {
    /** So long a repeated completion is told apart from one of an upload that never was. */
    private static final Duration COMPLETED_KEPT = Duration.ofHours(24);

    private UploadCommands() {}

    static Outcome begin(Transaction tx, BeginUpload command) {
        UploadTable.insert(tx, command.upload(), command.head());
        tx.header().openUploads++;
        return new Outcome.Done();
    }

    static Outcome commitPart(Transaction tx, CommitPart command) {
        if (open(tx, command.upload()).isEmpty()) {
            return new Outcome.Refused(new Refusal.NoSuchUpload());
        }
        Optional<Refusal> refusal = WriteTable.refuseCommit(WriteTable.state(tx.file(), command.write()));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        byte[] write = Ids.raw(command.write());
        for (Metachunk metachunk : command.metachunks()) {
            MetachunkTable.insert(tx, write, write, metachunk);
        }
        MetachunkTable.Extent extent = MetachunkTable.extent(tx.file(), write);
        if (!extent.isWhole(command.size())) {
            return new Outcome.Refused(new Refusal.WriteMismatch("the metachunks hold " + extent.bytes()
                    + " bytes of a part of " + command.size()));
        }
        UploadTable.part(tx.file(), command.upload(), command.number()).ifPresent(former -> {
            MetachunkTable.dropAll(tx, former.write(), tx.after(command.graces().readers()));
            UploadTable.deletePart(tx, command.upload(), command.number());
        });
        WriteTable.commit(tx, write, extent.inFiles());
        UploadTable.insertPart(tx, command, write, extent.count());
        return new Outcome.PartStored(tx.instant());
    }

    static Outcome complete(Transaction tx, CompleteUpload command) {
        Optional<UploadEntry> known = UploadTable.find(tx.file(), command.upload());
        if (known.isEmpty()) {
            return new Outcome.Refused(new Refusal.NoSuchUpload());
        }
        UploadHead head = known.get().head();
        Optional<Narrow> current = VersionTable.narrow(tx.file(), head.key(), null);
        if (known.get().completed().isPresent()) {
            return repeated(known.get().completed().get(), current);
        }
        Map<Integer, Part> parts = new HashMap<>();
        UploadTable.parts(tx.file(), command.upload()).forEach(part -> parts.put(part.number(), part));
        List<Part> chosen = new ArrayList<>();
        for (int number : command.numbers()) {
            Part part = parts.remove(number);
            if (part == null || (!chosen.isEmpty() && chosen.getLast().number() >= number)) {
                return changed("part " + number + " is not there, or named out of order");
            }
            chosen.add(part);
        }
        if (!etag(chosen).equals(command.etag())) {
            return changed("a part was uploaded again");
        }
        if (!ObjectCommands.holds(head.condition(), current) || !ObjectCommands.holds(command.condition(), current)) {
            return new Outcome.Refused(new Refusal.ConditionFailed());
        }
        long due = tx.after(command.graces().readers());
        parts.values().stream().sorted().forEach(unused -> MetachunkTable.dropAll(tx, unused.write(), due));
        assemble(tx, command, head, chosen, current);
        return new Outcome.Written(command.version(), tx.instant());
    }

    private static Outcome repeated(VersionId completed, Optional<Narrow> current) {
        return current.filter(found -> found.version().equals(completed))
                .<Outcome>map(found -> new Outcome.Written(completed, found.modified()))
                .orElse(new Outcome.Refused(new Refusal.NoSuchUpload()));
    }

    private static Outcome changed(String reason) {
        return new Outcome.Refused(new Refusal.PartsChanged(reason));
    }

    private static void assemble(Transaction tx, CompleteUpload command, UploadHead head, List<Part> chosen,
            Optional<Narrow> former) {
        byte[] version = Ids.raw(command.version());
        int index = 0;
        long offset = 0;
        for (Part part : chosen) {
            MetachunkTable.move(tx, part.write(), version, index, offset);
            index += part.metachunks();
            offset += part.size();
        }
        ObjectHead object = new ObjectHead(head.key(), offset, command.etag(), head.attributes(), command.checksums(),
                head.storagePolicy(), chosen.stream().map(Part::size).toList());
        former.ifPresent(old -> VersionTable.remove(tx, old, command.graces()));
        ObjectCommands.putCurrent(tx, version, object, MetachunkTable.digests(tx.file(), version), former);
        UploadTable.deleteParts(tx, command.upload());
        UploadTable.completed(tx, command.upload(), version);
        tx.header().openUploads--;
    }

    /** S3's ETag of a multipart object: the MD5 of the parts' MD5s, a dash, their number. */
    private static String etag(List<Part> parts) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
            return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    static Outcome abort(Transaction tx, AbortUpload command) {
        if (open(tx, command.upload()).isEmpty()) {
            return new Outcome.Refused(new Refusal.NoSuchUpload());
        }
        discard(tx, command.upload(), tx.after(command.graces().readers()));
        return new Outcome.Done();
    }

    /** Removes an open upload; the chunks of its parts become garbage. */
    static void discard(Transaction tx, UploadId upload, long due) {
        UploadTable.parts(tx.file(), upload).forEach(part -> MetachunkTable.dropAll(tx, part.write(), due));
        forget(tx, upload);
    }

    /** The same for one that may have been completed after this copy of the file was made: nothing becomes garbage. */
    static void discardUnheard(Transaction tx, UploadId upload) {
        UploadTable.parts(tx.file(), upload).forEach(part -> WriteTable.giveUpUnheard(tx, part.write()));
        forget(tx, upload);
    }

    private static void forget(Transaction tx, UploadId upload) {
        UploadTable.deleteParts(tx, upload);
        UploadTable.delete(tx, upload);
        tx.header().openUploads--;
    }

    private static Optional<UploadEntry> open(Transaction tx, UploadId upload) {
        return UploadTable.find(tx.file(), upload).filter(entry -> entry.completed().isEmpty());
    }

    static void forgetOld(Transaction tx) {
        tx.file().update("DELETE FROM upload WHERE completed IS NOT NULL AND completed_at<?",
                tx.now() - COMPLETED_KEPT.toMillis());
    }
}
