package io.spillway.cloud.directory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import io.spillway.cloud.api.CloudKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class KeyPathTest {
    private static final Path ROOT = Path.of("/target");
    private static final int MAX_NAME = 255;

    @ParameterizedTest
    @CsvSource({"a/b.pack,a/b.pack.object", "a b,a%20b.object", ".x/.y,%2Ex/%2Ey.object",
            "a.object/b,a%2Eobject/b.object", "%41,%2541.object", "é,%C3%A9.object", "a..b,a..b.object",
            "..../x,%2E.../x.object"})
    void aKeyHasOnePlainName(String key, String path) {
        assertThat(KeyPath.of(ROOT, key)).isEqualTo(ROOT.resolve(path));
    }

    @Test
    void aLongSegmentIsCutIntoFolders() {
        Path path = KeyPath.of(ROOT, "é".repeat(125));
        assertThat(ROOT.relativize(path).getNameCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyKeyStaysInTheFolderAndIsFoundAgain(long seed) {
        Random random = new Random(seed);
        String alphabet = "ab./%-~ é😀.object";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(40);
            for (int j = 0; j < length; j++) {
                int at = alphabet.offsetByCodePoints(0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
                text.appendCodePoint(alphabet.codePointAt(at)).repeat("x", random.nextInt(10) == 0 ? 70 : 0);
            }
            check(text.toString(), seed);
        }
    }

    private static void check(String key, long seed) {
        try {
            var _ = new CloudKey(key);
        } catch (IllegalArgumentException _) {
            return;
        }
        Path path = KeyPath.of(ROOT, key);
        assertThat(path.normalize()).as("seed %s", seed).isEqualTo(path);
        assertThat(path.startsWith(ROOT)).isTrue();
        String found = "";
        for (Path name : ROOT.relativize(path)) {
            assertThat(name.toString()).hasSizeLessThanOrEqualTo(MAX_NAME).doesNotStartWith(".")
                    .matches("[A-Za-z0-9_.%-]+");
            boolean last = path.endsWith(name) && name.equals(path.getFileName())
                    && name.toString().endsWith(KeyPath.FILE_END);
            Optional<String> next = last
                    ? KeyPath.file(found, name.toString())
                    : KeyPath.folder(found, name.toString());
            found = next.orElseThrow(() -> new AssertionError("seed " + seed + ": " + name + " of " + path));
        }
        assertThat(KeyPath.key(found)).as("seed %s", seed).contains(new CloudKey(key));
    }
}
