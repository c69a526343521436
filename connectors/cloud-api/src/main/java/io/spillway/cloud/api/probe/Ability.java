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
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
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
                new Ability("evidence of a small object", can.smallEvidence().name()),
                new Ability("evidence of a large object", can.largeEvidence().name()),
                new Ability("a stat proves", switch (can.statEvidence()) {
                    case READ_AGAIN -> "bytes read again";
                    case STORED -> "digest stored";
                }), new Ability("sent in parts, resumable from", size(can.resumableFrom())),
                new Ability("parts of", size(can.partBytes())),
                new Ability("largest object",
                        can.maxObjectBytes() >= NO_LIMIT ? "no limit of ours" : size(can.maxObjectBytes())));
    }

    private static String condition(TargetCapabilities can, PutCondition.Kind kind) {
        return can.supports(kind) ? "yes" : "refused";
    }

    /** In the largest unit that it is a whole number of. */
    private static String size(long bytes) {
        long number = bytes;
        int unit = 0;
        while (number > 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + " " + UNITS.get(unit);
    }
}
