package io.spillway.tier.pack;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a reader says of bytes that are not, or no longer, a pack. */
class PackReaderTest {
    @Test
    void everySingleFlippedBitIsFound() throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 300), 200));
        for (int i = 0; i < stored.length; i++) {
            byte[] damaged = stored.clone();
            damaged[i] ^= 0x10;
            assertThatThrownBy(() -> verify(damaged)).as("byte " + i).isInstanceOf(MalformedPackException.class);
        }
    }

    @Test
    void everyTruncationIsFound() throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 300), 200));
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> verify(cut)).as("length " + length).isInstanceOf(MalformedPackException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomDamageGivesAClearErrorAndAllocatesNothingLarge(long seed) throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 3000), 1000));
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = stored.clone();
            int from = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, from + 1 + random.nextInt(40));
            for (int i = from; i < to; i++) {
                damaged[i] = (byte) random.nextInt();
            }
            if (!Arrays.equals(stored, damaged)) {
                assertThatThrownBy(() -> verify(damaged)).as("seed " + seed + ", round " + round)
                        .isInstanceOf(MalformedPackException.class);
            }
        }
    }

    @Test
    void aLaterFormatIsNamed() throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 10), 10));
        stored[9] = 2;
        assertThatThrownBy(() -> verify(stored)).hasMessage(
                "this pack has format 2; this version of Spillway reads format 1");
    }

    @Test
    void whatIsNoPackIsSaidToBeNone() {
        assertThatThrownBy(() -> verify(
                "a text file, as long as a pack has to be at the very least, and then a little more than that, so that its head is looked at"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("not a Spillway pack");
    }

    @Test
    void anIdentityThatAnnouncesGigabytesIsRefusedBeforeItIsRead() throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 10), 10));
        Arrays.fill(stored, PackFormat.HEADER_BYTES + 4, PackFormat.HEADER_BYTES + 8, (byte) 0x7f);
        assertThatThrownBy(() -> verify(stored)).isInstanceOf(MalformedPackException.class)
                .hasMessageContaining("at most 2048");
    }

    @Test
    void anUntouchedPackIsFoundWhole() throws IOException {
        byte[] stored = PackSamples.bytes(PackSamples.pack(PackSamples.content(2, 300), 200));
        verify(stored);
        assertThat(PackReader.open(PackSamples.stored(stored)).entries()).hasSize(2);
    }

    private static void verify(byte[] stored) throws IOException {
        PackReader.open(PackSamples.stored(stored)).verify();
    }
}
