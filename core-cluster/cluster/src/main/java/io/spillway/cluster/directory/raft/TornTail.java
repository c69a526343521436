package io.spillway.cluster.directory.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.server.raftlog.segmented.LogSegment;
import org.apache.ratis.server.raftlog.segmented.LogSegmentPath;
import org.apache.ratis.util.SizeInBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends what a power cut leaves at the end of the segment that was being written: an entry of which some pages reached
 * the disk and some did not. Ratis refuses to start on it, and told to overlook damage it would overlook it everywhere.
 *
 * <p>An entry is answered only after its sync, and the next is written only after that, so nothing behind the first
 * unreadable entry was ever answered, and what is unreadable is no longer than one entry and holds no whole one.
 * Anything else is damage, and is left for Ratis to refuse. (Decay of exactly the last answered entry looks the same as
 * a torn one; only a second member of the group could tell.)
 */
final class TornTail {
    private static final Logger LOG = LoggerFactory.getLogger(TornTail.class);
    private static final int HEADER_BYTES = "RaftLog1".length();
    private static final int CHECKSUM_BYTES = 4;
    /** What Ratis puts around the operations of an entry, generously. */
    private static final int ENVELOPE_BYTES = 4096;

    private TornTail() {}

    static void mend(Path logFolder, int maxEntryBytes) throws IOException {
        if (!Files.isDirectory(logFolder)) {
            return;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(logFolder, "log_inprogress_*")) {
            for (Path segment : open) {
                if (Files.size(segment) > HEADER_BYTES) {
                    mendSegment(segment, maxEntryBytes + ENVELOPE_BYTES);
                }
            }
        }
    }

    private static void mendSegment(Path segment, int maxEntryBytes) throws IOException {
        long[] readable = {HEADER_BYTES};
        LogSegment.readSegmentFile(segment.toFile(), LogSegmentPath.matchLogSegment(segment).getStartEnd(),
                SizeInBytes.valueOf(maxEntryBytes), CorruptionPolicy.WARN_AND_RETURN, null, entry -> {
                    int size = entry.getSerializedSize();
                    readable[0] += varintBytes(size) + size + CHECKSUM_BYTES;
                });
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long lastByte = lastNonZero(channel, readable[0]);
            if (lastByte < readable[0] || lastByte - readable[0] > maxEntryBytes) {
                return;
            }
            if (holdsWholeEntry(channel, readable[0], (int) (lastByte - readable[0] + 1))) {
                LOG.error("{} is damaged at byte {}: entries that were synced follow", segment, readable[0]);
                return;
            }
            LOG.warn("{} ends with an entry that was never synced nor answered; its {} bytes are dropped", segment,
                    lastByte - readable[0] + 1);
            channel.truncate(readable[0]);
            channel.force(true);
        }
    }

    /** Whether an entry with a right checksum stands anywhere behind the first byte of this stretch. */
    private static boolean holdsWholeEntry(FileChannel channel, long from, int length) throws IOException {
        // The last checksum's trailing zeros are not counted in the stretch.
        ByteBuffer bytes = ByteBuffer.allocate(length + CHECKSUM_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Reads on until the stretch or the file ends.
        }
        bytes.clear();
        for (int start = 1; start < length; start++) {
            if (isEntryAt(bytes, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEntryAt(ByteBuffer bytes, int start) {
        int at = start;
        int size = 0;
        int shift = 0;
        byte digit;
        do {
            if (at >= bytes.capacity() || shift > 21) {
                return false;
            }
            digit = bytes.get(at++);
            size |= (digit & 0x7f) << shift;
            shift += 7;
        } while (digit < 0);
        int end = at + size;
        if (size == 0 || end + CHECKSUM_BYTES > bytes.capacity()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(start, end - start));
        return (int) crc.getValue() == bytes.getInt(end);
    }

    private static int varintBytes(int value) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7);
    }

    /** The place of the last byte that is not zero, from {@code from} on; {@code from - 1} if all are. */
    private static long lastNonZero(FileChannel channel, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        long last = from - 1;
        for (long at = from; channel.read(buffer.clear(), at) > 0; at += buffer.limit()) {
            buffer.flip();
            for (int i = 0; i < buffer.limit(); i++) {
                if (buffer.get(i) != 0) {
                    last = at + i;
                }
            }
        }
        return last;
    }
}
