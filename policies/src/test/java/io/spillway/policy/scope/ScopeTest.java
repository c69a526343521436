package io.spillway.policy.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeTest {
    private static final List<String> NAMES = words("ab", 4);
    private static final List<Glob> GLOBS = words("ab*?", 3).stream().map(Glob::new).toList();

    @Test
    void aGlobMatchesWhatItsRegularExpressionMatches() {
        for (Glob glob : GLOBS) {
            Pattern expected = Pattern.compile(glob.pattern().replace("*", ".*").replace("?", "."));
            assertThat(NAMES).allSatisfy(name -> assertThat(glob.matches(name)).as("%s on %s", glob, name).isEqualTo(
                    expected.matcher(name).matches()));
        }
    }

    /** Two globs of up to three symbols that overlap do so in a text of up to four characters. */
    @Test
    void twoGlobsOverlapExactlyWhenSomeTextIsMatchedByBoth() {
        List<String> texts = Stream.concat(Stream.of(""), NAMES.stream()).toList();
        for (Glob a : GLOBS) {
            for (Glob b : GLOBS) {
                assertThat(a.overlaps(b)).as("%s and %s", a, b).isEqualTo(texts.stream().anyMatch(
                        text -> a.matches(text) && b.matches(text)));
            }
        }
    }

    @Test
    void scopesOverlapOnlyInOneAccountAndNameWhere() {
        Scope media = new Scope("media", List.of(new Glob("raw-*"), new Glob("film")));

        assertThat(media.overlapWith(new Scope("media", List.of(new Glob("x"), new Glob("*-2026"))))).contains(
                new Scope.Overlap("media", new Glob("raw-*"), new Glob("*-2026")));
        assertThat(media.overlapWith(new Scope("media", List.of(new Glob("films"))))).isEmpty();
        assertThat(media.overlapWith(new Scope("other", List.of(new Glob("*"))))).isEmpty();
    }

    @Test
    void aScopeCoversTheContainersOfItsAccountThatAGlobMatches() {
        Scope media = new Scope("media", List.of(new Glob("raw-*"), new Glob("film")));

        assertThat(media.covers("media", "raw-1")).isTrue();
        assertThat(media.covers("media", "film")).isTrue();
        assertThat(media.covers("media", "films")).isFalse();
        assertThat(media.covers("other", "film")).isFalse();
    }

    private static List<String> words(String alphabet, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).length() < longest) {
                String word = words.get(i);
                alphabet.chars().forEach(letter -> words.add(word + (char) letter));
            }
        }
        return words.subList(1, words.size());
    }
}
