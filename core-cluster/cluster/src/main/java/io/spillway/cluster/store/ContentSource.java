package io.spillway.cluster.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStoreException;

/** An object's content as the source of a copy. */
record ContentSource(ObjectContent content) implements ObjectSource {
    @Override
    public OptionalLong length() {
        return OptionalLong.of(content.stat().size());
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return content.read(target);
        } catch (ObjectStoreException e) {
            throw new UnreadableSource(e);
        }
    }

    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        return Map.of();
    }

    /** The source of a copy cannot be read; carries the store's own exception through the writer. */
    static final class UnreadableSource extends IOException {
        private final ObjectStoreException reason;

        UnreadableSource(ObjectStoreException reason) {
            super(reason);
            this.reason = reason;
        }

        ObjectStoreException reason() {
            return reason;
        }
    }
}
