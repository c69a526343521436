package io.spillway.cluster.directory.container;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.policy.fact.ElapsedFact;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.TextFact;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.Condition;
import io.spillway.policy.predicate.MemoryEvaluation;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Predicate.CreatedIs;
import io.spillway.policy.predicate.Predicate.ElapsedIs;
import io.spillway.policy.predicate.Predicate.KeyStartsWith;
import io.spillway.policy.predicate.Predicate.Residual;
import io.spillway.policy.predicate.Predicate.SizeIs;
import io.spillway.policy.predicate.Predicate.TextIn;
import io.spillway.policy.predicate.Predicate.TextIs;
import io.spillway.policy.predicate.Pushdown;
import io.spillway.policy.predicate.Relation;
import io.spillway.policy.predicate.TextMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.spillway.policy.predicate.Predicate.always;
import static io.spillway.policy.predicate.Predicate.and;
import static io.spillway.policy.predicate.Predicate.never;
import static io.spillway.policy.predicate.Predicate.not;
import static io.spillway.policy.predicate.Predicate.or;
import static org.assertj.core.api.Assertions.assertThat;

class CandidateWalkTest {
    private static final ContainerRef REF = new ContainerRef("ab".repeat(32));
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> PREFIXES = List.of("", "a", "a/", "a/b", "b/", "é", "𝄞", "𝄞/", "\ud834", "zz");
    private static final List<String> NAMES = List.of("", "x.mov", "y.MOV", "z", "é", "𝄞");

    @TempDir
    Path folder;
    private final TreeMap<ObjectKey, Facts> rows = new TreeMap<>(
            (one, other) -> Arrays.compareUnsigned(one.utf8(), other.utf8()));
    private ContainerFile file;

    @AfterEach
    void close() {
        file.close();
    }

    private void fill() {
        Path path = folder.resolve("container.db");
        Database.create(path, ContainerSchema.FORMAT, made -> {
            Header.insert(made, new CreateFile(REF, new AccountName("default"), new ContainerName("raw"), Set.of()),
                    new LogPosition(1, 0), 0);
            rows.forEach((key, facts) -> made.update(
                    "INSERT INTO version VALUES (?,randomblob(16),?,'e',?,0,'single','LOCAL',NULL,NULL,x'00',1,?)",
                    key.utf8(), facts.size(), millis(facts.createdKnown()), millis(facts.start(ElapsedFact.IDLE)
                            .filter(start -> !Optional.of(start).equals(facts.createdKnown())))));
        });
        file = ContainerFile.open(path, REF);
    }

    private static @Nullable Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }

    private void add(String key, Facts facts) {
        rows.put(new ObjectKey(key), facts);
    }

    private static Facts facts(String key) {
        return Facts.of("default", "raw", key).withSize(0).withCreated(EPOCH);
    }

    private void randomRows(Random random) {
        for (String prefix : PREFIXES) {
            for (String name : NAMES) {
                String key = prefix + name;
                if (key.isEmpty() || prefix.equals("\ud834")) {
                    continue;
                }
                Facts facts = facts(key).withSize(512L * random.nextInt(6)).withCreated(moment(random));
                add(key, random.nextBoolean() ? facts : facts.withLastRead(moment(random)));
            }
        }
        fill();
    }

    /** Few moments, so that many are equal; whole milliseconds, as the columns have them. */
    private static Instant moment(Random random) {
        return EPOCH.plus(Duration.ofHours(12L * random.nextInt(8))).plusMillis(random.nextInt(3) - 1L);
    }

    /** What the walk finds, in pages of a random length. */
    private List<ObjectKey> walked(CandidateFilter.Matching filter, Random random) {
        List<ObjectKey> keys = new ArrayList<>();
        Optional<ObjectKey> after = Optional.empty();
        while (true) {
            int limit = 1 + random.nextInt(9);
            CandidateWalk walk = new CandidateWalk(filter, after);
            List<Candidate> page = new ArrayList<>();
            while (page.size() < limit && !walk.isOver()) {
                int wanted = limit - page.size();
                page.addAll(file.read(reads -> reads.candidates(walk, wanted)));
            }
            if (page.isEmpty()) {
                return keys;
            }
            page.forEach(candidate -> keys.add(candidate.generation().key()));
            after = Optional.of(keys.getLast());
        }
    }

    private List<ObjectKey> keys(Function<Facts, Boolean> chosen) {
        return rows.entrySet().stream().filter(row -> chosen.apply(row.getValue())).map(row -> row.getKey()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingThatMayMatchIsMissedAndAnExactConditionLetsNothingElseThrough(long seed) {
        Random random = new Random(seed);
        randomRows(random);
        int exact = 0;
        for (int i = 0; i < 120; i++) {
            var condition = condition(random, 4);
            Instant now = moment(random).plusNanos(random.nextInt(3) - 1L);
            List<ObjectKey> possible = keys(facts -> condition.accept(new MemoryEvaluation(facts, now)) != Truth.FALSE);
            List<ObjectKey> found = walked(new CandidateFilter.Matching(condition, now), random);
            assertThat(found).as("seed %d, %s at %s", seed, condition, now).containsAll(possible)
                    .doesNotHaveDuplicates();
            if (Pushdown.of(condition).exact() && !condition.toString().contains("\ud834]")) {
                exact++;
                assertThat(found).as("seed %d, exact, %s at %s", seed, condition, now).isEqualTo(possible);
            }
        }
        assertThat(exact).as("exact conditions").isGreaterThan(20);
    }

    private static Predicate condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaf(random);
        }
        List<Predicate> parts = Stream
                .generate(() -> condition(random, depth - 1)).limit(2 + random.nextInt(2)).toList();
        return switch (random.nextInt(3)) {
            case 0 -> not(parts.getFirst());
            case 1 -> and(parts);
            default -> or(parts);
        };
    }

    private static Predicate leaf(Random random) {
        Relation relation = List.of(Relation.values()).get(random.nextInt(Relation.values().length));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new SizeIs(relation, 512L * random.nextInt(6));
            case 3, 4, 5, 6 -> new ElapsedIs(random.nextBoolean() ? ElapsedFact.AGE : ElapsedFact.IDLE, relation,
                    Duration.ofHours(12L * random.nextInt(8)).plusNanos(random.nextInt(3) - 1L));
            case 7, 8 -> new CreatedIs(relation, moment(random).plusNanos(random.nextInt(3) - 1L));
            case 9, 10, 11 -> new KeyStartsWith(PREFIXES.get(random.nextInt(PREFIXES.size())));
            case 12 -> new TextIs(TextFact.EXTENSION, TextMatch.EQUALS, "mov");
            case 13 -> new TextIn(TextFact.NAME, List.of("z", "é"));
            case 14 -> new Residual(new Halves());
            default -> random.nextBoolean() ? always() : never();
        };
    }

    /** Something that no column answers, unknown for some. */
    private record Halves() implements Condition {
        @Override
        public Truth test(Facts facts) {
            return List.of(Truth.values()).get((int) (facts.sizeKnown().orElseThrow() / 512 % 3));
        }

        @Override
        public String text() {
            return "object.size / 0 == 1";
        }
    }

    @Test
    void aBoundFarFromEveryTimeIsAsTrueAsInMemory() {
        add("a", facts("a"));
        fill();
        for (Duration far : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE))) {
            for (Relation relation : Relation.values()) {
                var condition = new ElapsedIs(ElapsedFact.AGE, relation, far);
                boolean inMemory = condition.accept(new MemoryEvaluation(facts("a"), EPOCH)) == Truth.TRUE;
                assertThat(walked(new CandidateFilter.Matching(condition, EPOCH), new Random(1)))
                        .as("%s %s", relation, far).hasSize(inMemory ? 1 : 0);
            }
        }
    }

    @Test
    void whatCanNeverBeTrueIsOverBeforeALook() {
        add("a", facts("a"));
        fill();
        var mov = new TextIs(TextFact.EXTENSION, TextMatch.EQUALS, "mov");
        for (var condition : List.of(never(), and(List.of(new KeyStartsWith("a/"), new KeyStartsWith("b/"), mov)))) {
            assertThat(new CandidateWalk(new CandidateFilter.Matching(condition, EPOCH), Optional.empty()).isOver())
                    .as("%s", condition).isTrue();
        }
    }

    @Test
    void aPrefixIsARangeOfTheIndex() {
        for (int i = 0; i < 25_000; i++) {
            add("other/%05d".formatted(i), facts("x"));
        }
        add("raw/a", facts("raw/a"));
        add("tmp/b", facts("tmp/b").withSize(7));
        fill();
        var condition = or(List.of(new KeyStartsWith("raw/"),
                and(List.of(new KeyStartsWith("tmp/"), new SizeIs(Relation.GREATER, 5)))));
        CandidateWalk walk = new CandidateWalk(new CandidateFilter.Matching(condition, EPOCH), Optional.empty());
        assertThat(steps(walk)).as("two steps, none of them over the other 25,000").containsExactly(1, 1);
    }

    @Test
    void aWalkOverManyRowsGoesInStepsAndFindsTheLast() {
        for (int i = 0; i < 25_000; i++) {
            add("%05d".formatted(i), facts("x").withSize(i == 24_999 ? 5 : 0));
        }
        fill();
        CandidateWalk walk = new CandidateWalk(
                new CandidateFilter.Matching(new SizeIs(Relation.GREATER, 0), EPOCH), Optional.empty());
        assertThat(steps(walk)).containsExactly(0, 0, 1);
    }

    /** How many candidates each step of the walk finds. */
    private List<Integer> steps(CandidateWalk walk) {
        List<Integer> found = new ArrayList<>();
        while (!walk.isOver()) {
            found.add(file.<Integer>read(reads -> reads.candidates(walk, 10).size()));
        }
        return found;
    }

    @Test
    void aConditionOfTwoThousandPartsIsAnswered() {
        for (int i = 0; i < 100; i++) {
            add("%02d".formatted(i), facts("x").withSize(i));
        }
        fill();
        var parts = new ArrayList<Predicate>();
        for (int i = 0; i < 1_999; i++) {
            parts.add(new SizeIs(Relation.EQUAL, 1000 + i));
        }
        parts.add(new SizeIs(Relation.EQUAL, 42));
        assertThat(walked(new CandidateFilter.Matching(or(parts), EPOCH), new Random(1)))
                .containsExactly(new ObjectKey("42"));
        for (int i = 0; i < 1_999; i++) {
            parts.add(new SizeIs(Relation.EQUAL, 5_000 + i));
        }
        assertThat(walked(new CandidateFilter.Matching(or(parts), EPOCH), new Random(1)))
                .as("more than is worth it: all of them, for whoever asks to check").hasSize(100);
    }
}
