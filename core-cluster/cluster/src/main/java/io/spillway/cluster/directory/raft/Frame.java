package io.spillway.cluster.directory.raft;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How operations, and their answers, stand in one message: a format byte, their number, and each behind its length
 * (32-bit, big end first).
 */
final class Frame {
    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    private Frame() {}

    /** Bytes that a message with this item has more than one without it. */
    static int sizeOf(byte[] item) {
        return Integer.BYTES + item.length;
    }

    static int emptySize() {
        return HEAD;
    }

    static byte[] join(List<byte[]> items) {
        int size = HEAD;
        for (byte[] item : items) {
            size += sizeOf(item);
        }
        ByteBuffer frame = ByteBuffer.allocate(size).put(FORMAT).putInt(items.size());
        for (byte[] item : items) {
            frame.putInt(item.length).put(item);
        }
        return frame.array();
    }

    static List<byte[]> split(ByteBuffer frame) {
        byte format = frame.get();
        if (format != FORMAT) {
            throw new IllegalStateException("the log holds an entry of format " + format
                    + ", which this version does not know; start the version that wrote it");
        }
        int count = frame.getInt();
        List<byte[]> items = new ArrayList<>(Math.min(count, frame.remaining() / Integer.BYTES + 1));
        for (int i = 0; i < count; i++) {
            byte[] item = new byte[frame.getInt()];
            frame.get(item);
            items.add(item);
        }
        return items;
    }
}
