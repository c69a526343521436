package io.spillway.tier.pack;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/** The identity record of an entry as bytes: marker, length, fields, CRC32C. */
final class IdentityCodec {
    /** Marker and length stand before the fields. */
    static final int PREFIX_BYTES = 8;
    private static final HexFormat HEX = HexFormat.of();

    private IdentityCodec() {}

    static byte[] encode(PackIdentity identity) {
        byte[] account = identity.account().value().getBytes(StandardCharsets.US_ASCII);
        byte[] container = identity.container().value().getBytes(StandardCharsets.US_ASCII);
        byte[] key = identity.key().utf8();
        int fields = 16 + 2 + account.length + 2 + container.length + 2 + key.length + 16 + 4 + 4 + 8
                + PackFormat.SHA256_BYTES;
        ByteBuffer buffer = ByteBuffer.allocate(PREFIX_BYTES + fields + 4).putInt(PackFormat.ENTRY_MAGIC)
                .putInt(fields);
        buffer.putLong(identity.cluster().value().getMostSignificantBits())
                .putLong(identity.cluster().value().getLeastSignificantBits());
        for (byte[] name : new byte[][]{account, container, key}) {
            buffer.putShort((short) name.length).put(name);
        }
        buffer.put(HEX.parseHex(identity.version().value())).putInt(identity.metachunk())
                .putInt(identity.metachunks()).putLong(identity.length()).put(HEX.parseHex(identity.sha256()));
        return PackFormat.seal(buffer);
    }

    /**
     * Length of the fields, from the first bytes of an entry.
     *
     * @param offset of the entry in the pack, for the error
     */
    static int fieldBytes(ByteBuffer prefix, long offset) throws MalformedPackException {
        int magic = prefix.getInt();
        if (magic != PackFormat.ENTRY_MAGIC) {
            throw new MalformedPackException("no entry begins at offset " + offset + " of the pack");
        }
        int fields = prefix.getInt();
        if (fields <= 0 || fields > PackFormat.MAX_IDENTITY_BYTES) {
            throw new MalformedPackException("the entry at offset " + offset + " announces an identity of "
                    + Integer.toUnsignedString(fields) + " bytes; at most " + PackFormat.MAX_IDENTITY_BYTES
                    + " are possible");
        }
        return fields;
    }

    static PackIdentity decode(byte[] fields, long offset) throws MalformedPackException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(fields);
            var cluster = new ClusterId(new UUID(buffer.getLong(), buffer.getLong()));
            var account = new AccountName(new String(name(buffer), StandardCharsets.US_ASCII));
            var container = new ContainerName(new String(name(buffer), StandardCharsets.US_ASCII));
            ObjectKey key = ObjectKey.fromUtf8(name(buffer));
            var version = new VersionId(HEX.formatHex(bytes(buffer, 16)));
            return new PackIdentity(cluster, account, container, key, version, buffer.getInt(), buffer.getInt(),
                    buffer.getLong(), HEX.formatHex(bytes(buffer, PackFormat.SHA256_BYTES)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedPackException(
                    "the identity of the entry at offset " + offset + " is not legal: " + e.getMessage(), e);
        }
    }

    private static byte[] name(ByteBuffer buffer) {
        return bytes(buffer, Short.toUnsignedInt(buffer.getShort()));
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new IllegalArgumentException(length + " bytes announced, " + buffer.remaining() + " left");
        }
        var bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
