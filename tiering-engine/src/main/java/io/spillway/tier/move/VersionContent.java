package io.spillway.tier.move;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;

import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.tier.pack.PackContent;
import io.spillway.tier.pack.PackContentException;

/** The bytes of one exact version, through the store's own door, which checks every block. */
public final class VersionContent implements PackContent {
    private final ObjectReader objects;
    private final Supplier<RequestContext> context;
    private final ObjectRef exact;

    public VersionContent(ObjectReader objects, Supplier<RequestContext> context, ObjectRef exact) {
        this.objects = objects;
        this.context = context;
        this.exact = exact;
    }

    @Override
    public InputStream open(long offset) throws IOException {
        try {
            ObjectContent content = objects.get(context.get(), exact);
            content.select(new ByteRange(offset, content.stat().size() - offset));
            return new ContentStream(content);
        } catch (ObjectStoreException e) {
            throw new PackContentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static final class ContentStream extends InputStream {
        private final ObjectContent content;

        ContentStream(ObjectContent content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            try {
                return content.read(ByteBuffer.wrap(target, offset, length));
            } catch (ObjectStoreException e) {
                throw new PackContentException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            content.close();
        }
    }
}
