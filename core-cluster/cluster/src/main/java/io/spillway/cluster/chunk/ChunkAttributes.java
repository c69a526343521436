package io.spillway.cluster.chunk;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.directory.WriteId;

/**
 * The text form of a chunk's description, kept in one extended attribute because each attribute costs three system
 * calls. Lines of {@code name=value}; the key stands last and runs to the end as it is, line breaks and all.
 */
final class ChunkAttributes {
    /** Both attributes together; ext4 has about 4 KiB a file, and others (ACLs, SELinux) need room too. */
    static final int MAX_BYTES = 3 << 10;
    static final String DESCRIPTION = "spillway.chunk";
    static final String BLOCKS = "spillway.crc32c";

    private static final String FORMAT = "1";
    private static final String KEY = "key=";

    private ChunkAttributes() {}

    static byte[] encode(ChunkDescription chunk) {
        ChunkOwner owner = chunk.owner();
        String text = "format=" + FORMAT + "\naccount=" + owner.account() + "\ncontainer=" + owner.container()
                + "\nreference=" + owner.reference() + "\nwrite=" + owner.write() + "\npart="
                + chunk.position().part() + "\nmetachunk=" + chunk.position().metachunk() + "\npolicy="
                + chunk.policy() + "\nlength=" + chunk.digest().length() + "\nsha256=" + chunk.digest().sha256() + "\n"
                + KEY + owner.key();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if this is no description of a chunk in a format that is known here */
    static ChunkDescription decode(byte[] description, byte[] blocks) {
        String text = new String(description, StandardCharsets.UTF_8);
        int key = text.indexOf("\n" + KEY);
        if (key < 0) {
            throw new IllegalArgumentException("its description names no key");
        }
        Map<String, String> fields = fields(text.substring(0, key));
        if (!field(fields, "format").equals(FORMAT)) {
            throw new IllegalArgumentException("its description has format " + field(fields, "format")
                    + "; this release reads format " + FORMAT);
        }
        ChunkOwner owner = new ChunkOwner(new AccountName(field(fields, "account")),
                new ContainerName(field(fields, "container")), new ContainerRef(field(fields, "reference")),
                new ObjectKey(text.substring(key + 1 + KEY.length())), new WriteId(field(fields, "write")));
        return new ChunkDescription(owner, new ChunkPosition(number(fields, "part"), number(fields, "metachunk")),
                new StoragePolicyName(field(fields, "policy")), new ChunkDigest(number(fields, "length"),
                        field(fields, "sha256"), BlockChecksums.fromBytes(blocks)));
    }

    private static Map<String, String> fields(String lines) {
        Map<String, String> fields = new HashMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("its description has a line without a name");
            }
            fields.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return fields;
    }

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("its description lacks " + name));
    }

    private static int number(Map<String, String> fields, String name) {
        return Integer.parseInt(field(fields, name));
    }
}
