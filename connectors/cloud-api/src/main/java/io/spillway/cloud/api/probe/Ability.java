package io.spillway.cloud.api.probe;

import java.util.List;

import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.TargetCapabilities;

/**
 * Something that a target can do or not, in words: a line of what a probe shows, and a row of {@code docs/targets.md}.
 *
 * @param name what it is about
 * @param value how the target has it
 */
public record Ability(String name, String value) {
    private static final String NONE_OF_OURS = "no limit of ours";
    private static final List<String> BINARY = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
    private static final List<String> DECIMAL = List.of("bytes", "kB", "MB", "GB", "TB");
    /** No disk holds this; what is above stands for "as much as there is room". */
    private static final long NO_LIMIT = 1L << 60;

    /** Everything that the capabilities say, always in the same order. */
    public static List<Ability> of(TargetCapabilities can) {
        return List.of(
                new Ability("a key has", switch (can.versions()) {
                    case KEPT -> "versions";
                    case NONE -> "one object";
                }),
                new Ability("a removal names exactly", switch (can.versions()) {
                    case KEPT -> "key and version";
                    case NONE -> "key and entity tag";
                }),
                new Ability("put if absent", condition(can, PutCondition.Kind.IF_ABSENT)),
                new Ability("put if unchanged", condition(can, PutCondition.Kind.IF_VERSION)),
                new Ability("evidence of a small object", can.evidence().small().name()),
                new Ability("evidence of a large object", can.evidence().large().name()),
                new Ability("a stat proves", switch (can.evidence().stat()) {
                    case READ_AGAIN -> "bytes read again";
                    case STORED -> "digest stored";
                }), new Ability("sent in parts, resumable from", size(can.parts().resumableFrom())),
                new Ability("parts of", size(can.parts().bytes())),
                new Ability("least part", size(can.parts().leastBytes())),
                new Ability("most parts", can.parts().most() == Integer.MAX_VALUE
                        ? NONE_OF_OURS
                        : Integer.toString(can.parts().most())),
                new Ability("largest object",
                        can.maxObjectBytes() >= NO_LIMIT ? NONE_OF_OURS : size(can.maxObjectBytes())),
                new Ability("archive classes", switch (can.archives()) {
                    case NONE -> "none, all is read at once";
                    case RESTORED_FIRST -> "read once restored";
                }), new Ability("locked objects", switch (can.locks()) {
                    case NONE -> "none";
                    case REMOVED_LATER -> "removed once the lock ends";
                }));
    }

    private static String condition(TargetCapabilities can, PutCondition.Kind kind) {
        return can.supports(kind) ? "yes" : "refused";
    }

    /** In the largest unit that it is a whole number of: B2 counts by thousands, the others by 1024. */
    private static String size(long bytes) {
        String binary = size(bytes, 1024, BINARY);
        String decimal = size(bytes, 1000, DECIMAL);
        return decimal.length() < binary.length() ? decimal : binary;
    }

    private static String size(long bytes, int step, List<String> units) {
        long number = bytes;
        int unit = 0;
        while (number > 0 && number % step == 0 && unit < units.size() - 1) {
            number /= step;
            unit++;
        }
        return bytes == 1 ? "1 byte" : number + " " + units.get(unit);
    }
}
