package io.spillway.system.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * What was tried and what was acknowledged, for each key. A key has one writer at a time, so its attempts have an
 * order, and what may be read back is exact: the last acknowledged attempt, or one begun after it whose answer never
 * came. Anything else is a lost write, one changed back, or bytes that nobody wrote.
 */
public final class AcknowledgedWrites {
    private final Map<String, History> histories = new ConcurrentSkipListMap<>();
    private final AtomicLong acknowledged = new AtomicLong();

    /** Attempts that may be what is there, in order; the first is certain unless a later one took effect. */
    private static final class History {
        private final List<Attempt> possible = new ArrayList<>(List.of(new Attempt.Delete(0)));
        /** Never used twice, so that a write which comes back late is not taken for a newer one. */
        private long lastNumber;

        synchronized <A extends Attempt> A begin(LongFunction<A> attempt) {
            lastNumber++;
            A begun = attempt.apply(lastNumber);
            possible.add(begun);
            return begun;
        }

        synchronized void acknowledge(Attempt done) {
            possible.removeIf(earlier -> earlier.number() < done.number());
        }

        synchronized Optional<String> settle(String key, Optional<byte[]> found) {
            Optional<Attempt> seen = possible.stream().filter(attempt -> isBodyOf(attempt, found))
                    .reduce((_, last) -> last);
            if (seen.isEmpty()) {
                return Optional.of(key + " should be one of " + possible + " but is " + describe(found));
            }
            possible.removeIf(attempt -> attempt.number() != seen.get().number());
            return Optional.empty();
        }
    }

    /** Reads an object whole; empty if there is none. */
    public interface Reader {
        Optional<byte[]> read(String key) throws Exception;
    }

    /** The keys that a listing of all shows. */
    public interface Lister {
        List<String> keys() throws Exception;
    }

    Attempt.Put beginPut(String key, int size) {
        return history(key).begin(number -> new Attempt.Put(key, number, size));
    }

    Attempt.Delete beginDelete(String key) {
        return history(key).begin(Attempt.Delete::new);
    }

    /** The attempt was answered with success: nothing before it may be seen again. */
    void acknowledge(String key, Attempt attempt) {
        history(key).acknowledge(attempt);
        acknowledged.incrementAndGet();
    }

    private History history(String key) {
        return histories.computeIfAbsent(key, _ -> new History());
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Compares everything with what is there, and goes on from what was found: an attempt whose outcome was unknown
     * is settled now, and must not change afterwards.
     *
     * @return what is wrong, a line each
     */
    public List<String> audit(Reader reader, Lister lister) throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (Map.Entry<String, History> entry : histories.entrySet()) {
            Optional<byte[]> found = reader.read(entry.getKey());
            found.ifPresent(_ -> present.add(entry.getKey()));
            entry.getValue().settle(entry.getKey(), found).ifPresent(wrong::add);
        }
        List<String> listed = lister.keys();
        if (!listed.equals(present)) {
            wrong.add("the listing has " + listed.size() + " keys where " + present.size()
                    + " can be read; only listed: " + without(listed, present) + ", only readable: "
                    + without(present, listed));
        }
        return wrong;
    }

    private static String describe(Optional<byte[]> found) {
        return found.map(bytes -> bytes.length + " bytes, beginning with "
                + Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 16)))).orElse("absent");
    }

    private static boolean isBodyOf(Attempt attempt, Optional<byte[]> found) {
        return attempt.body().map(body -> found.isPresent() && Arrays.equals(body, found.get()))
                .orElse(found.isEmpty());
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(key -> !others.contains(key)).limit(10).toList();
    }
}
