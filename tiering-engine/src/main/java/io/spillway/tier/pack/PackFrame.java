package io.spillway.tier.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.spillway.cluster.api.name.ClusterId;

/**
 * Header, footer and index of a pack, checked against each other.
 *
 * @param body SHA-256 of everything before the footer, lower-case hex, as the footer tells it
 */
record PackFrame(ClusterId cluster, long indexOffset, String body, List<Place> places) {
    /** Where the index puts an entry. */
    record Place(long offset, long dataOffset, long length) {}

    static PackFrame read(PackBytes bytes) throws IOException {
        byte[] header = read(bytes, 0, PackFormat.HEADER_BYTES, "the header");
        ByteBuffer head = ByteBuffer.wrap(header);
        if (head.getLong() != PackFormat.HEADER_MAGIC) {
            throw new MalformedPackException("this object is not a Spillway pack: it does not begin with SPILPACK");
        }
        short version = head.getShort();
        if (version != PackFormat.VERSION) {
            throw new MalformedPackException("this pack has format " + Short.toUnsignedInt(version)
                    + "; this version of Spillway reads format " + PackFormat.VERSION);
        }
        checkSeal(header, "the header");
        head.getShort();
        int entries = head.getInt();
        var cluster = new ClusterId(new UUID(head.getLong(), head.getLong()));
        return footer(bytes, cluster, entries);
    }

    private static PackFrame footer(PackBytes bytes, ClusterId cluster, int entries) throws IOException {
        long footerOffset = bytes.length() - PackFormat.FOOTER_BYTES;
        byte[] footer = read(bytes, footerOffset, PackFormat.FOOTER_BYTES, "the footer");
        ByteBuffer foot = ByteBuffer.wrap(footer);
        if (foot.getLong(PackFormat.FOOTER_BYTES - 8) != PackFormat.FOOTER_MAGIC) {
            throw new MalformedPackException("the pack is cut off: it does not end with its footer");
        }
        long indexOffset = foot.getLong();
        int indexBytes = foot.getInt();
        long packBytes = foot.getLong();
        var body = new byte[PackFormat.SHA256_BYTES];
        foot.get(body);
        String told = HexFormat.of().formatHex(body);
        if (PackFormat.crc(footer, 0, foot.position()) != foot.getInt()) {
            throw new MalformedPackException("the footer is damaged: its CRC32C is not that of its bytes");
        }
        if (packBytes != bytes.length()) {
            throw new MalformedPackException(
                    "the footer tells of " + packBytes + " bytes, the object has " + bytes.length());
        }
        if (entries <= 0 || entries > PackFormat.MAX_ENTRIES
                || indexBytes != 8 + PackFormat.INDEX_ENTRY_BYTES * entries + 4
                || indexOffset != footerOffset - indexBytes || indexOffset < PackFormat.HEADER_BYTES) {
            throw new MalformedPackException("header and footer do not agree on an index of "
                    + Integer.toUnsignedString(entries) + " entries at offset " + indexOffset);
        }
        return new PackFrame(cluster, indexOffset, told,
                index(read(bytes, indexOffset, indexBytes, "the index"), entries));
    }

    private static List<Place> index(byte[] index, int entries) throws MalformedPackException {
        checkSeal(index, "the index");
        ByteBuffer buffer = ByteBuffer.wrap(index);
        if (buffer.getInt() != PackFormat.INDEX_MAGIC || buffer.getInt() != entries) {
            throw new MalformedPackException("the index is not one of " + entries + " entries");
        }
        var places = new ArrayList<Place>(entries);
        for (int i = 0; i < entries; i++) {
            places.add(new Place(buffer.getLong(), buffer.getLong(), buffer.getLong()));
        }
        return places;
    }

    void verifyBody(PackBytes bytes) throws IOException {
        MessageDigest sha256 = PackFormat.sha256();
        long left = bytes.length() - PackFormat.FOOTER_BYTES;
        var buffer = new byte[PackFormat.BLOCK_BYTES];
        try (InputStream in = bytes.open(0, left)) {
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (read == 0) {
                    throw new MalformedPackException("the pack ended " + left + " bytes before its footer");
                }
                sha256.update(buffer, 0, read);
                left -= read;
            }
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(body)) {
            throw new MalformedPackException("the pack does not have the SHA-256 of its footer");
        }
    }

    /** Reads exactly these bytes, which must lie inside the pack. */
    static byte[] read(PackBytes bytes, long offset, int length, String what) throws IOException {
        if (offset < 0 || length < 0 || offset > bytes.length() - length) {
            throw new MalformedPackException(what + " would lie outside the pack, at offset " + offset);
        }
        try (InputStream in = bytes.open(offset, length)) {
            byte[] read = in.readNBytes(length);
            if (read.length < length) {
                throw new MalformedPackException("the pack ended inside " + what);
            }
            return read;
        }
    }

    /** Checks the CRC32C in the last four bytes. */
    static void checkSeal(byte[] sealed, String what) throws MalformedPackException {
        int length = sealed.length - 4;
        if (PackFormat.crc(sealed, 0, length) != ByteBuffer.wrap(sealed).getInt(length)) {
            throw new MalformedPackException(what + " is damaged: its CRC32C is not that of its bytes");
        }
    }
}
