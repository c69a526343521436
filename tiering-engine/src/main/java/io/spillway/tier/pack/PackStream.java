package io.spillway.tier.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** A pack as one stream: what was computed comes from memory, the metachunks from the version as they are asked for. */
final class PackStream extends InputStream {
    private final Pack pack;
    private long position;
    private InputStream part = InputStream.nullInputStream();
    private long left;
    private @Nullable InputStream content;

    PackStream(Pack pack, long offset) {
        this.pack = pack;
        this.position = offset;
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
        if (position == pack.length()) {
            return -1;
        }
        if (left == 0) {
            enterPart();
        }
        int read = part.read(target, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new PackContentException("the version ended " + left + " bytes early", null);
        }
        position += read;
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
    }

    private void enterPart() throws IOException {
        PackLayout layout = pack.layout();
        if (position < PackFormat.HEADER_BYTES) {
            computed(layout.header(), 0);
        } else if (position >= layout.footerOffset()) {
            computed(pack.footer(), layout.footerOffset());
        } else if (position >= layout.indexOffset()) {
            computed(layout.index(), layout.indexOffset());
        } else {
            enterEntry(layout.entryAt(position));
        }
    }

    private void enterEntry(int index) throws IOException {
        PackLayout.Entry entry = pack.layout().entries().get(index);
        if (position < entry.dataOffset()) {
            computed(IdentityCodec.encode(entry.identity()), entry.offset());
        } else if (position >= entry.tableOffset()) {
            computed(pack.table(index), entry.tableOffset());
        } else {
            part = contentAt(entry.contentOffset() + position - entry.dataOffset());
            left = entry.tableOffset() - position;
        }
    }

    private void computed(byte[] bytes, long startsAt) {
        int skipped = Math.toIntExact(position - startsAt);
        int rest = bytes.length - skipped;
        left = rest;
        part = new ByteArrayInputStream(bytes, skipped, rest);
    }

    /** The metachunks follow each other in the version as in the pack, so a stream once opened is always in its place. */
    private InputStream contentAt(long offset) throws IOException {
        if (content == null) {
            content = pack.content(offset);
        }
        return content;
    }
}
