package io.spillway.cluster.remote;

import java.nio.ByteBuffer;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudReader;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.store.RemoteChunks.RemoteBytes;
import org.jspecify.annotations.Nullable;

/** A range of a remote object that goes on where it was, a few times, if its connection breaks. */
final class ResumingBytes implements RemoteBytes {
    /** A connection may break once in a while; a target that breaks each of them is out of reach. */
    private static final int RESUMES = 2;

    private final CloudReader reader;
    private final RemoteCopy copy;
    private final CloudRef ref;
    private final long end;
    private long position;
    private int resumes;
    private @Nullable CloudContent content;

    /** Opens the range, so that a target that is away is told before the first byte. */
    ResumingBytes(CloudReader reader, RemoteCopy copy, CloudRef ref, ByteRange range) throws ObjectStoreException {
        this.reader = reader;
        this.copy = copy;
        this.ref = ref;
        this.position = range.offset();
        this.end = range.end();
        if (position < end) {
            open();
        }
    }

    @Override
    public int read(ByteBuffer target) throws ObjectStoreException {
        while (position < end) {
            CloudContent open = content == null ? open() : content;
            try {
                int read = open.read(target);
                if (read < 0) {
                    throw new ObjectStoreException.Damaged("target " + copy.target() + ": object " + copy.key()
                            + " ended " + (end - position) + " bytes early");
                }
                position += read;
                return read;
            } catch (CloudException.Unavailable e) {
                close();
                if (++resumes > RESUMES) {
                    throw CloudRemoteChunks.translated(copy, e);
                }
            } catch (CloudException e) {
                throw CloudRemoteChunks.translated(copy, e);
            }
        }
        return -1;
    }

    private CloudContent open() throws ObjectStoreException {
        try {
            CloudContent opened = reader.open(ref, ReadRange.of(copy.offset() + position, end - position));
            content = opened;
            return opened;
        } catch (CloudException e) {
            throw CloudRemoteChunks.translated(copy, e);
        }
    }

    @Override
    public void close() {
        CloudContent open = content;
        if (open != null) {
            content = null;
            open.close();
        }
    }
}
