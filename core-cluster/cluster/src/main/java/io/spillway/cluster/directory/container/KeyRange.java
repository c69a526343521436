package io.spillway.cluster.directory.container;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.spillway.policy.predicate.Predicate;

/** Keys from {@code low} on and before {@code high}, in byte order: what a walk of the key's index can be confined to. */
final class KeyRange {
    /** No UTF-8 begins with this byte. */
    private static final byte[] BEHIND_ALL = {(byte) 0xff};
    private static final KeyRange EVERYTHING = new KeyRange(new byte[0], BEHIND_ALL);

    private final byte[] low;
    private final byte[] high;

    private KeyRange(byte[] low, byte[] high) {
        this.low = low;
        this.high = high;
    }

    byte[] low() {
        return low;
    }

    byte[] high() {
        return high;
    }

    /** Ranges in order and apart from each other, outside of which no key's object fulfils the condition. */
    static List<KeyRange> of(Predicate condition) {
        return switch (condition) {
            case Predicate.Constant(boolean value) -> value ? List.of(EVERYTHING) : List.of();
            case Predicate.KeyStartsWith(String prefix) -> List.of(prefixed(prefix));
            case Predicate.And(List<Predicate> parts) ->
                parts.stream().map(KeyRange::of).reduce(List.of(EVERYTHING), KeyRange::common);
            case Predicate.Or(List<Predicate> parts) ->
                merged(parts.stream().flatMap(part -> of(part).stream()).toList());
            case Predicate.Not _,Predicate.Leaf _ -> List.of(EVERYTHING);
        };
    }

    /** As far as this key, and with it. */
    KeyRange upTo(byte[] key) {
        return new KeyRange(low, next(key));
    }

    /** What is behind this key; empty if nothing is. */
    Optional<KeyRange> behind(byte[] key) {
        return common(new KeyRange(next(key), BEHIND_ALL));
    }

    /** The first byte string behind the key. */
    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    private static KeyRange prefixed(String prefix) {
        // Half a surrogate pair has no bytes of its own.
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(prefix);
        byte[] low = Ids.utf8(whole ? prefix : "");
        return new KeyRange(low, Ids.behind(low).orElse(BEHIND_ALL));
    }

    private static List<KeyRange> common(List<KeyRange> some, List<KeyRange> others) {
        List<KeyRange> result = new ArrayList<>();
        for (KeyRange one : some) {
            for (KeyRange other : others) {
                one.common(other).ifPresent(result::add);
            }
        }
        return merged(result);
    }

    private Optional<KeyRange> common(KeyRange other) {
        byte[] from = later(low, other.low);
        byte[] to = Arrays.compareUnsigned(high, other.high) < 0 ? high : other.high;
        return Arrays.compareUnsigned(from, to) < 0 ? Optional.of(new KeyRange(from, to)) : Optional.empty();
    }

    private static byte[] later(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other) < 0 ? other : one;
    }

    private static List<KeyRange> merged(List<KeyRange> ranges) {
        List<KeyRange> result = new ArrayList<>();
        for (KeyRange range : ranges.stream().sorted(Comparator.comparing(KeyRange::low, Arrays::compareUnsigned))
                .toList()) {
            if (!result.isEmpty() && Arrays.compareUnsigned(range.low, result.getLast().high) <= 0) {
                KeyRange former = result.removeLast();
                result.add(new KeyRange(former.low, later(former.high, range.high)));
            } else {
                result.add(range);
            }
        }
        return result;
    }
}
