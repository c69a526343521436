package io.spillway.cluster.directory.container;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.VersionPage;
import io.spillway.cluster.directory.sqlite.Database;

/** Pages of current versions and of open uploads. */
final class Listings {
    private Listings() {}

    static VersionPage versions(Database file, ListRequest request) {
        FoldedScan<ObjectVersion> scan = new FoldedScan<>(new Versions(file), version -> version.key().utf8(),
                request.prefix(), request.delimiter());
        byte[] after = Ids.utf8(request.after());
        byte[] low = start(scan, Ids.utf8(request.prefix()), after);
        scan.walk((source, high, limit) -> source.from(low, high, limit), request.limit());
        Optional<String> last = scan.lastRow().map(version -> version.key().value()).or(scan::lastPrefix);
        return new VersionPage(scan.rows(), scan.prefixes(), scan.more() ? last : Optional.empty());
    }

    static UploadListing uploads(Database file, UploadListRequest request) {
        Uploads uploads = new Uploads(file);
        FoldedScan<UploadEntry> scan = new FoldedScan<>(uploads, upload -> upload.head().key().utf8(),
                request.prefix(), request.delimiter());
        byte[] after = Ids.utf8(request.afterKey());
        byte[] low = start(scan, Ids.utf8(request.prefix()), after);
        // Uploads of the marked key itself that begin behind the marked upload come before those of later keys.
        Optional<UploadEntry> marker = request.afterUpload().flatMap(id -> UploadTable.find(file, id))
                .filter(upload -> upload.head().key().value().equals(request.afterKey()));
        scan.walk((source, high, limit) -> marker.isPresent()
                ? source.behind(marker.get(), high, limit)
                : source.from(low, high, limit), request.limit());
        Optional<UploadId> lastUpload = scan.lastRow().map(UploadEntry::id);
        Optional<String> lastKey = scan.lastRow().map(upload -> upload.head().key().value()).or(scan::lastPrefix);
        return new UploadListing(
                scan.rows().stream()
                        .map(upload -> new UploadListing.Upload(upload.head().key(), upload.id(), upload.begun(),
                                upload.head().checksum(), upload.head().kind()))
                        .toList(),
                scan.prefixes(), scan.more() ? lastKey : Optional.empty(),
                scan.more() ? lastUpload : Optional.empty());
    }

    /** The first key that a page may hold. */
    private static byte[] start(FoldedScan<?> scan, byte[] prefix, byte[] after) {
        if (after.length == 0) {
            return prefix;
        }
        // A key and a zero byte is the next byte string behind the key.
        byte[] low = scan.isFolded(after)
                ? Ids.behind(after).orElse(after)
                : Arrays.copyOf(after, after.length + 1);
        return Arrays.compareUnsigned(low, prefix) < 0 ? prefix : low;
    }

    private record Versions(Database file) implements FoldedScan.Source<ObjectVersion> {
        @Override
        public List<ObjectVersion> from(byte[] low, byte[] high, int limit) {
            return file.all("SELECT " + VersionTable.COLUMNS + " WHERE v.key>=? AND v.key<? ORDER BY v.key LIMIT ?",
                    VersionTable::read, low, high, limit);
        }

        @Override
        public List<ObjectVersion> behind(ObjectVersion row, byte[] high, int limit) {
            byte[] key = row.key().utf8();
            return from(Arrays.copyOf(key, key.length + 1), high, limit);
        }
    }

    private record Uploads(Database file) implements FoldedScan.Source<UploadEntry> {
        @Override
        public List<UploadEntry> from(byte[] low, byte[] high, int limit) {
            return file.all("SELECT " + UploadTable.COLUMNS + " INDEXED BY upload_open"
                    + " WHERE completed IS NULL AND key>=? AND key<? ORDER BY key, begun, id LIMIT ?",
                    UploadTable::read, low, high, limit);
        }

        @Override
        public List<UploadEntry> behind(UploadEntry row, byte[] high, int limit) {
            return file.all("SELECT " + UploadTable.COLUMNS + " INDEXED BY upload_open"
                    + " WHERE completed IS NULL AND (key, begun, id)>(?,?,?) AND key<? ORDER BY key, begun, id LIMIT ?",
                    UploadTable::read, row.head().key().utf8(), row.begun().toEpochMilli(), Ids.raw(row.id()), high,
                    limit);
        }
    }
}
