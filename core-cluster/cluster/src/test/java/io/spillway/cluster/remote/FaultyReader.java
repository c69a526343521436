package io.spillway.cluster.remote;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudReader;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadListing;

/** A target with one object, whose openings and reads fail as a test has ordered. */
final class FaultyReader implements CloudReader {
    private final byte[] object;
    private final Deque<CloudException> onOpen = new ArrayDeque<>();
    private final Deque<CloudException> onRead = new ArrayDeque<>();
    private final List<CloudRef> asked = new ArrayList<>();
    private int shortBy;

    FaultyReader(byte[] object) {
        this.object = object.clone();
    }

    void failNextOpen(CloudException fault) {
        onOpen.add(fault);
    }

    /** The next opening gives some bytes, and then this. */
    void breakNextRead(CloudException fault) {
        onRead.add(fault);
    }

    void endEarly() {
        shortBy = 1;
    }

    List<CloudRef> asked() {
        return asked;
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        asked.add(ref);
        if (!onOpen.isEmpty()) {
            throw onOpen.remove();
        }
        var part = (ReadRange.Part) range;
        CloudException fault = onRead.poll();
        int length = Math.toIntExact(part.length()) - shortBy;
        return new Bytes(ByteBuffer.wrap(object, Math.toIntExact(part.offset()), length).slice(), fault);
    }

    @Override
    public StoredObject stat(CloudRef ref) {
        throw new UnsupportedOperationException("reads do not ask for evidence");
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) {
        throw new UnsupportedOperationException("reads do not list");
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) {
        throw new UnsupportedOperationException("reads do not list");
    }

    /** Gives at most seven bytes at a time, so that a caller has to go on. */
    private static final class Bytes implements CloudContent {
        private final ByteBuffer left;
        private final long length;
        private final CloudException fault;

        Bytes(ByteBuffer bytes, CloudException fault) {
            this.left = bytes;
            this.length = bytes.remaining();
            this.fault = fault;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(ByteBuffer target) throws CloudException {
            if (fault != null && left.remaining() < length) {
                throw fault;
            }
            if (!left.hasRemaining()) {
                return -1;
            }
            int read = Math.min(7, Math.min(left.remaining(), target.remaining()));
            target.put(left.slice(left.position(), read));
            left.position(left.position() + read);
            return read;
        }

        @Override
        public void close() {}
    }
}
