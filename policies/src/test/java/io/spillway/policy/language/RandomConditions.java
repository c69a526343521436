package io.spillway.policy.language;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.spillway.policy.fact.Facts;

/** Conditions over the whole grammar, with facts and instants near their constants, so that both outcomes are frequent. */
public final class RandomConditions {
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> KEYS = List.of("exports/a.MOV", "exports/b", "raw/2026/clip.mov", "a.tar.gz", "",
            "clip.mov/", "dir.d/name", "été/𝄞.Mov", ".hidden");
    private static final List<String> TEXTS = List.of("", "exports/", "mov", "a", "clip.mov", ".", "raw-video", "media",
            "gz", "été/𝄞");
    private static final List<String> RELATIONS = List.of("<", "<=", "==", "!=", ">=", ">");
    private static final List<String> STRINGS = List.of("object.key", "object.name", "object.extension", "container",
            "account");

    private final RandomGenerator random;

    public RandomConditions(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public String condition(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return leaf();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "!(" + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            default -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
        };
    }

    private String leaf() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> compared("object.size", random.nextInt(4) + "*KiB");
            case 2 -> compared("object.age", "days(" + random.nextInt(4) + ")");
            case 3 -> compared("object.idle", "duration(\"" + 12 * random.nextInt(6) + "h\")");
            case 4 -> compared("object.created", "timestamp(\"" + EPOCH.plus(Duration.ofDays(random.nextInt(3)))
                    + "\")");
            case 5 -> pick(STRINGS) + "." + pick(List.of("startsWith", "endsWith", "contains")) + "(\"" + pick(TEXTS)
                    + "\")";
            case 6 -> compared(pick(STRINGS), "\"" + pick(TEXTS) + "\"");
            case 7 -> pick(STRINGS) + " in [\"" + pick(TEXTS) + "\", \"" + pick(TEXTS) + "\"]";
            case 8 -> "object.size in [" + random.nextInt(3) + "*KiB, 3072]";
            case 9 -> random.nextBoolean() ? "1 < 2" : "\"a\" == \"b\"";
            case 10 -> pick(List.of("object.size / (object.size - 1024) > 1", "object.size % 2 == 0",
                    "object.key.matches(\"^.*/[a-z]+\")", "size(object.name) > 4", "object.key == object.name",
                    "(object.size > 1024) == (container == \"media\")", "object.size in []",
                    "(object.size > 1024 ? container == \"media\" : object.extension == \"mov\")"));
            default -> compared("object.idle", "days(1)");
        };
    }

    private String compared(String fact, String constant) {
        String relation = pick(RELATIONS);
        return random.nextBoolean() ? fact + " " + relation + " " + constant : constant + " " + relation + " " + fact;
    }

    public Facts facts() {
        return new Facts(missing() ? null : pick(List.of("media", "default")), missing()
                ? null
                : pick(List.of(
                        "raw-video", "media")),
                missing() ? null : pick(KEYS), missing() ? null : 512L * random.nextInt(9),
                missing() ? null : instant(), random.nextBoolean() ? null : instant());
    }

    /** Near the constants of conditions, and often exactly at one. */
    public Instant instant() {
        Instant whole = EPOCH.plus(Duration.ofHours(12L * random.nextInt(12)));
        return whole.plusNanos(random.nextInt(3) - 1L);
    }

    private boolean missing() {
        return random.nextInt(6) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
