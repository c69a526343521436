package io.spillway.tier.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PackTest {
    private static final int BLOCK = PackFormat.BLOCK_BYTES;

    @ParameterizedTest
    @CsvSource({"1, 100", "100, 100", "101, 100", "262144, 262144", "262145, 262145", "1000000, 300000"})
    void aVersionIsRebuiltFromItsPackAlone(int length, int metachunk) throws IOException {
        byte[] content = PackSamples.content(length, length);
        byte[] stored = PackSamples.bytes(PackSamples.pack(content, metachunk));

        PackReader reader = PackReader.open(PackSamples.stored(stored));
        var rebuilt = new ByteArrayOutputStream();
        for (PackLayout.Entry entry : reader.entries()) {
            reader.copy(entry, rebuilt);
        }
        reader.verify();

        assertThat(rebuilt.toByteArray()).isEqualTo(content);
        assertThat(reader.cluster()).isEqualTo(PackSamples.CLUSTER);
        assertThat(reader.entries()).extracting(PackLayout.Entry::identity)
                .isEqualTo(PackSamples.identities(content, metachunk));
    }

    @Test
    void lengthAndDigestAreKnownBeforeTheBytesAreSent() throws IOException {
        Pack pack = PackSamples.pack(PackSamples.content(7, 700_000), 300_000);
        byte[] stored = PackSamples.bytes(pack);
        assertThat(pack.length()).isEqualTo(stored.length);
        assertThat(pack.sha256()).isEqualTo(HexFormat.of().formatHex(PackFormat.sha256().digest(stored)));
    }

    @Test
    void aPackOpensAtAnyOffset() throws IOException {
        Pack pack = PackSamples.pack(PackSamples.content(3, 1000), 400);
        byte[] stored = PackSamples.bytes(pack);
        for (int offset = 0; offset <= stored.length; offset++) {
            try (InputStream in = pack.open(offset)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(stored, offset, stored.length));
            }
        }
        assertThatThrownBy(() -> pack.open(stored.length + 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBytesOfAMetachunkStandWhereTheLayoutSays() throws IOException {
        byte[] content = PackSamples.content(5, 2 * BLOCK + 9);
        Pack pack = PackSamples.pack(content, BLOCK + 1);
        byte[] stored = PackSamples.bytes(pack);
        for (PackLayout.Entry entry : pack.layout().entries()) {
            int from = (int) entry.dataOffset();
            int at = (int) entry.contentOffset();
            int length = (int) entry.identity().length();
            assertThat(Arrays.copyOfRange(stored, from, from + length))
                    .isEqualTo(Arrays.copyOfRange(content, at, at + length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 501})
    void contentOfAnotherLengthIsRefused(int length) {
        byte[] content = PackSamples.content(1, 500);
        PackLayout layout = PackLayout.of(PackSamples.identities(content, 500));
        assertThatThrownBy(() -> Pack.of(layout, PackSamples.at(Arrays.copyOf(content, length))))
                .isInstanceOf(PackContentException.class);
    }

    @Test
    void contentThatTheDirectoryDoesNotKnowIsRefused() {
        byte[] content = PackSamples.content(1, 500);
        PackLayout layout = PackLayout.of(PackSamples.identities(content, 500));
        byte[] other = content.clone();
        other[250] ^= 1;
        assertThatThrownBy(() -> Pack.of(layout, PackSamples.at(other))).isInstanceOf(PackContentException.class)
                .hasMessageContaining("SHA-256");
    }
}
