package io.spillway.tier.pack;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What only reading the version can tell: the block CRCs of each entry, and the SHA-256 of the pack. Made by a first
 * pass over the bytes, because a target wants the digest before the first byte is sent.
 *
 * @param tables the CRC table of each entry as it stands in the pack
 * @param body SHA-256 of everything before the footer, lower-case hex
 * @param whole SHA-256 of the whole pack, lower-case hex
 */
record PackDigest(List<byte[]> tables, String body, String whole) {
    static PackDigest of(PackLayout layout, PackContent content) throws IOException {
        MessageDigest pack = PackFormat.sha256();
        pack.update(layout.header());
        var tables = new ArrayList<byte[]>(layout.entries().size());
        var buffer = new byte[PackFormat.BLOCK_BYTES];
        try (InputStream in = content.open(0)) {
            for (PackLayout.Entry entry : layout.entries()) {
                pack.update(IdentityCodec.encode(entry.identity()));
                byte[] table = readEntry(in, entry, pack, buffer);
                pack.update(table);
                tables.add(table);
            }
            if (in.read() >= 0) {
                throw new PackContentException("the version has more bytes than the directory says", null);
            }
        }
        pack.update(layout.index());
        String body = HexFormat.of().formatHex(copyOf(pack).digest());
        pack.update(layout.footer(body));
        return new PackDigest(tables, body, HexFormat.of().formatHex(pack.digest()));
    }

    private static byte[] readEntry(InputStream in, PackLayout.Entry entry, MessageDigest pack, byte[] buffer)
            throws IOException {
        MessageDigest own = PackFormat.sha256();
        long left = entry.identity().length();
        var crcs = new int[PackFormat.blocks(left)];
        for (int block = 0; left > 0; block++) {
            int wanted = (int) Math.min(left, buffer.length);
            if (in.readNBytes(buffer, 0, wanted) < wanted) {
                throw new PackContentException("the version has fewer bytes than the directory says", null);
            }
            var crc = new CRC32C();
            crc.update(buffer, 0, wanted);
            crcs[block] = (int) crc.getValue();
            own.update(buffer, 0, wanted);
            pack.update(buffer, 0, wanted);
            left -= wanted;
        }
        if (!HexFormat.of().formatHex(own.digest()).equals(entry.identity().sha256())) {
            throw new PackContentException("metachunk " + entry.identity().metachunk()
                    + " does not have the SHA-256 that the directory has of it; run a verification of its volume",
                    null);
        }
        return PackFormat.table(crcs);
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of this Java cannot be copied", e);
        }
    }
}
