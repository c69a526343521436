package io.spillway.tier.pack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.spillway.cluster.api.name.ClusterId;

/** Where everything of a pack will stand, known before a byte of the version has been read. */
public final class PackLayout {
    private final ClusterId cluster;
    private final List<Entry> entries;
    private final long indexOffset;
    private final int indexBytes;

    /**
     * One entry and its place.
     *
     * @param offset of the identity record in the pack
     * @param dataOffset of the first byte of the metachunk in the pack
     * @param contentOffset of that byte in the version
     */
    public record Entry(PackIdentity identity, long offset, long dataOffset, long contentOffset) {
        long tableOffset() {
            return dataOffset + identity.length();
        }

        long end() {
            return tableOffset() + PackFormat.tableBytes(identity.length());
        }
    }

    private PackLayout(ClusterId cluster, List<Entry> entries, long indexOffset) {
        this.cluster = cluster;
        this.entries = List.copyOf(entries);
        this.indexOffset = indexOffset;
        this.indexBytes = 8 + PackFormat.INDEX_ENTRY_BYTES * entries.size() + 4;
    }

    /**
     * Lays out one version.
     *
     * @param metachunks all metachunks of the version, in order
     */
    public static PackLayout of(List<PackIdentity> metachunks) {
        if (metachunks.isEmpty() || metachunks.size() > PackFormat.MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a pack has 1 to " + PackFormat.MAX_ENTRIES + " entries, not " + metachunks.size());
        }
        var entries = new ArrayList<Entry>(metachunks.size());
        long offset = PackFormat.HEADER_BYTES;
        long contentOffset = 0;
        for (PackIdentity identity : metachunks) {
            var entry = new Entry(identity, offset, offset + IdentityCodec.encode(identity).length, contentOffset);
            entries.add(entry);
            offset = entry.end();
            contentOffset += identity.length();
        }
        return new PackLayout(metachunks.getFirst().cluster(), entries, offset);
    }

    public List<Entry> entries() {
        return entries;
    }

    /** Bytes of the whole pack. */
    public long length() {
        return footerOffset() + PackFormat.FOOTER_BYTES;
    }

    long indexOffset() {
        return indexOffset;
    }

    int indexBytes() {
        return indexBytes;
    }

    long footerOffset() {
        return indexOffset + indexBytes;
    }

    byte[] header() {
        return PackFormat.header(cluster, entries.size());
    }

    byte[] index() {
        ByteBuffer index = ByteBuffer.allocate(indexBytes).putInt(PackFormat.INDEX_MAGIC).putInt(entries.size());
        for (Entry entry : entries) {
            index.putLong(entry.offset()).putLong(entry.dataOffset()).putLong(entry.identity().length());
        }
        return PackFormat.seal(index);
    }

    byte[] footer(String sha256) {
        return PackFormat.footer(indexOffset, indexBytes, length(), sha256);
    }

    /** The index of the entry that holds this offset, which lies between the header and the index. */
    int entryAt(long offset) {
        int low = 0;
        int high = entries.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (entries.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
