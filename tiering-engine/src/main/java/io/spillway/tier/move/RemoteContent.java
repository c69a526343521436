package io.spillway.tier.move;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ReadRange;
import io.spillway.tier.pack.PackContent;
import io.spillway.tier.pack.PackLayout;
import io.spillway.tier.target.Target;
import org.jspecify.annotations.Nullable;

/** The version that a pack in a target carries, read from there. Whoever reads checks it against the directory. */
record RemoteContent(Target target, ExactRef ref, PackLayout layout) implements PackContent {
    @Override
    public InputStream open(long offset) {
        int entry = 0;
        while (entry < layout.entries().size() - 1
                && layout.entries().get(entry + 1).contentOffset() <= offset) {
            entry++;
        }
        return new Stream(entry, offset - layout.entries().get(entry).contentOffset());
    }

    /** Metachunk after metachunk. */
    private final class Stream extends InputStream {
        private int entry;
        /** In the metachunk. */
        private long position;
        private @Nullable CloudContent content;

        private Stream(int entry, long position) {
            this.entry = entry;
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            while (entry < layout.entries().size() && position == layout.entries().get(entry).identity().length()) {
                close();
                entry++;
                position = 0;
            }
            if (length == 0 || entry == layout.entries().size()) {
                return length == 0 ? 0 : -1;
            }
            try {
                int read = opened().read(ByteBuffer.wrap(into, offset, length));
                if (read < 0) {
                    throw new IOException("the pack " + ref.key() + " ends early");
                }
                position += read;
                return read;
            } catch (CloudException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private CloudContent opened() throws CloudException {
            CloudContent open = content;
            if (open == null) {
                PackLayout.Entry at = layout.entries().get(entry);
                open = target.store().open(ref.ref(),
                        ReadRange.of(at.dataOffset() + position, at.identity().length() - position));
                content = open;
            }
            return open;
        }

        @Override
        public void close() {
            if (content != null) {
                content.close();
                content = null;
            }
        }
    }
}
