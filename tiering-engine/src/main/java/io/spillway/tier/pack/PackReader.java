package io.spillway.tier.pack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.spillway.cluster.api.name.ClusterId;

/**
 * Reads a pack by nothing but its own bytes. Every number is checked against the pack's length before anything of that
 * size is allocated or asked for.
 */
public final class PackReader {
    private final PackBytes bytes;
    private final ClusterId cluster;
    private final List<PackLayout.Entry> entries;

    private PackReader(PackBytes bytes, ClusterId cluster, List<PackLayout.Entry> entries) {
        this.bytes = bytes;
        this.cluster = cluster;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads header, footer, index and identities; no metachunk.
     *
     * @throws MalformedPackException if they are not those of a whole pack of a known format
     */
    public static PackReader open(PackBytes bytes) throws IOException {
        int smallest = PackFormat.HEADER_BYTES + PackFormat.FOOTER_BYTES;
        if (bytes.length() < smallest) {
            throw new MalformedPackException(
                    "a pack has at least " + smallest + " bytes, this object has " + bytes.length());
        }
        PackFrame frame = PackFrame.read(bytes);
        var entries = new ArrayList<PackLayout.Entry>();
        long expected = PackFormat.HEADER_BYTES;
        long contentOffset = 0;
        for (PackFrame.Place place : frame.places()) {
            PackIdentity identity = identity(bytes, place, expected);
            entries.add(new PackLayout.Entry(identity, place.offset(), place.dataOffset(), contentOffset));
            contentOffset += identity.length();
            expected = entries.getLast().end();
        }
        if (expected != frame.indexOffset()) {
            throw new MalformedPackException("the entries end at offset " + expected + ", but the index begins at "
                    + frame.indexOffset());
        }
        return new PackReader(bytes, frame.cluster(), entries);
    }

    public ClusterId cluster() {
        return cluster;
    }

    public List<PackLayout.Entry> entries() {
        return entries;
    }

    /** Writes the bytes of one metachunk to {@code out}, each block only after its CRC was found right. */
    public void copy(PackLayout.Entry entry, OutputStream out) throws IOException {
        int[] crcs = table(entry);
        MessageDigest sha256 = PackFormat.sha256();
        var buffer = new byte[PackFormat.BLOCK_BYTES];
        long left = entry.identity().length();
        try (InputStream in = bytes.open(entry.dataOffset(), left)) {
            for (int block = 0; left > 0; block++) {
                int length = (int) Math.min(left, buffer.length);
                if (in.readNBytes(buffer, 0, length) < length) {
                    throw new EOFException("the pack ended inside " + describe(entry));
                }
                if (PackFormat.crc(buffer, 0, length) != crcs[block]) {
                    throw new MalformedPackException("block " + block + " of " + describe(entry) + " is damaged");
                }
                sha256.update(buffer, 0, length);
                out.write(buffer, 0, length);
                left -= length;
            }
        }
        if (!HexFormat.of().formatHex(sha256.digest()).equals(entry.identity().sha256())) {
            throw new MalformedPackException(describe(entry) + " does not have the SHA-256 of its identity");
        }
    }

    /** Reads the whole pack and checks every block, every digest and the SHA-256 in the footer. */
    public void verify() throws IOException {
        for (PackLayout.Entry entry : entries) {
            copy(entry, OutputStream.nullOutputStream());
        }
        PackFrame.read(bytes).verifyBody(bytes);
    }

    private int[] table(PackLayout.Entry entry) throws IOException {
        int length = PackFormat.tableBytes(entry.identity().length());
        byte[] table = PackFrame.read(bytes, entry.tableOffset(), length, "the block checksums of " + describe(entry));
        PackFrame.checkSeal(table, "the block checksums of " + describe(entry));
        var crcs = new int[length / 4 - 1];
        ByteBuffer.wrap(table).asIntBuffer().get(crcs);
        return crcs;
    }

    private static PackIdentity identity(PackBytes bytes, PackFrame.Place place, long expected) throws IOException {
        if (place.offset() != expected) {
            throw new MalformedPackException(
                    "the index puts an entry at offset " + place.offset() + " where " + expected + " was expected");
        }
        byte[] prefix = PackFrame.read(bytes, place.offset(), IdentityCodec.PREFIX_BYTES, "an entry");
        int fields = IdentityCodec.fieldBytes(ByteBuffer.wrap(prefix), place.offset());
        int record = IdentityCodec.PREFIX_BYTES + fields + 4;
        if (place.offset() + record != place.dataOffset()) {
            throw new MalformedPackException(
                    "the identity at offset " + place.offset() + " does not end where the index"
                            + " says that the bytes begin, at " + place.dataOffset());
        }
        byte[] whole = PackFrame.read(bytes, place.offset(), record, "an identity");
        PackFrame.checkSeal(whole, "the identity at offset " + place.offset());
        var own = new byte[fields];
        System.arraycopy(whole, IdentityCodec.PREFIX_BYTES, own, 0, fields);
        PackIdentity identity = IdentityCodec.decode(own, place.offset());
        if (identity.length() != place.length()) {
            throw new MalformedPackException("identity and index tell different lengths for the entry at offset "
                    + place.offset() + ": " + identity.length() + " and " + place.length());
        }
        return identity;
    }

    private static String describe(PackLayout.Entry entry) {
        PackIdentity identity = entry.identity();
        return "metachunk " + identity.metachunk() + " of " + identity.container() + "/" + identity.key();
    }
}
