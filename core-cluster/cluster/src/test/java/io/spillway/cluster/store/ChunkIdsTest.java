package io.spillway.cluster.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChunkIdsTest {
    private final Random random = new Random(3);
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final ChunkIds ids = new ChunkIds(() -> now, random);

    private String folder() {
        return ids.next().value().substring(0, 2);
    }

    @Test
    void chunksOfOneMomentShareAFolderAndNoId() {
        assertThat(folder()).isEqualTo(folder());
        assertThat(ids.next()).isNotEqualTo(ids.next());
    }

    @Test
    void everyFolderHasItsTurn() {
        Set<String> folders = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            folders.add(folder());
            now = now.plusMillis(100);
        }

        assertThat(folders).hasSize(256);
    }
}
