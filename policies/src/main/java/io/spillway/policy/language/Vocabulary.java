package io.spillway.policy.language;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.spillway.policy.fact.ElapsedFact;
import io.spillway.policy.fact.TextFact;

/** The names that a condition may use in this version, and those that it may use in a later one. */
final class Vocabulary {
    static final String SIZE = "object.size";
    static final String CREATED = "object.created";

    static final Map<String, CelType> FACTS = Map.of(
            SIZE,
            SimpleType.INT,
            CREATED,
            SimpleType.TIMESTAMP,
            ElapsedFact.AGE.written(),
            SimpleType.DURATION,
            ElapsedFact.IDLE.written(),
            SimpleType.DURATION,
            TextFact.KEY.written(),
            SimpleType.STRING,
            TextFact.NAME.written(),
            SimpleType.STRING,
            TextFact.EXTENSION.written(),
            SimpleType.STRING,
            TextFact.CONTAINER.written(),
            SimpleType.STRING,
            TextFact.ACCOUNT.written(),
            SimpleType.STRING);

    static final Map<String, Long> CONSTANTS = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB",
            1L << 40);

    static final Set<String> FUNCTIONS = Set.of(
            "days",
            "duration",
            "timestamp",
            "startsWith",
            "endsWith",
            "contains",
            "matches",
            "size",
            "int",
            "double",
            "string");

    static final Set<String> LATER_FACTS = Set.of(
            "object.contentType",
            "object.storageClass",
            "object.metadata",
            "object.tags",
            "object.isCurrent",
            "object.noncurrentAge",
            "pool.used",
            "pool.free");

    static final Set<String> LATER_FUNCTIONS = Set.of("tag");

    private Vocabulary() {}

    static Optional<ElapsedFact> elapsed(String name) {
        return Arrays.stream(ElapsedFact.values()).filter(fact -> fact.written().equals(name)).findFirst();
    }

    static Optional<TextFact> text(String name) {
        return Arrays.stream(TextFact.values()).filter(fact -> fact.written().equals(name)).findFirst();
    }
}
