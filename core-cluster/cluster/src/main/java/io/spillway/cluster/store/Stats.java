package io.spillway.cluster.store;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ContainerStat;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;

/** The directory's rows in the words of the store's port. */
final class Stats {
    private Stats() {}

    static ContainerStat of(ContainerEntry entry) {
        return new ContainerStat(entry.account(), entry.name(), entry.created(), entry.storagePolicy());
    }

    static ObjectStat of(ContainerName container, ObjectVersion version) {
        ObjectHead head = version.head();
        return new ObjectStat(new ObjectRef(container, head.key(), Optional.of(version.version())), head.size(),
                head.etag(), version.modified(), head.attributes(), head.checksums(), head.storagePolicy(),
                version.storageClass(), head.partSizes());
    }

    /** Of a version that was just written. */
    static ObjectStat of(ContainerName container, ObjectHead head, Outcome.Written written) {
        return new ObjectStat(new ObjectRef(container, head.key(), Optional.of(written.version())), head.size(),
                head.etag(), written.modified(), head.attributes(), head.checksums(), head.storagePolicy(),
                ObjectStat.STANDARD, head.partSizes());
    }

    /** Those of the values that were asked for, in the order of the algorithms. */
    static List<Checksum> checksums(Set<ChecksumAlgorithm> asked, Map<ChecksumAlgorithm, byte[]> values) {
        List<Checksum> checksums = new ArrayList<>();
        values.forEach((algorithm, value) -> {
            if (asked.contains(algorithm)) {
                checksums.add(new Checksum(algorithm, HexFormat.of().formatHex(value), Checksum.Kind.FULL_OBJECT));
            }
        });
        return checksums;
    }

    static String etag(Map<ChecksumAlgorithm, byte[]> values) {
        return Optional.ofNullable(values.get(ChecksumAlgorithm.MD5)).map(HexFormat.of()::formatHex)
                .orElseThrow(() -> new IllegalStateException("the MD5 of every body is made"));
    }
}
