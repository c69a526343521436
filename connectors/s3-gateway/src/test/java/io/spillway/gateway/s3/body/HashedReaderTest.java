package io.spillway.gateway.s3.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HashedReaderTest {
    private static final byte[] BODY = "the body".getBytes(StandardCharsets.UTF_8);

    @Test
    void theEndIsTheEndHoweverOftenItIsAskedFor() throws Exception {
        HashedReader reader = new HashedReader(once(BODY), MessageDigest.getInstance("SHA-256").digest(BODY));
        ByteBuffer target = ByteBuffer.allocate(64);
        assertThat(reader.read(target)).isEqualTo(BODY.length);
        assertThat(reader.read(target)).isEqualTo(-1);
        assertThat(reader.read(target)).isEqualTo(-1);
    }

    @Test
    void aBodyOfAnotherHashHasNoEnd() throws Exception {
        HashedReader reader = new HashedReader(once(BODY), new byte[32]);
        ByteBuffer target = ByteBuffer.allocate(64);
        assertThat(reader.read(target)).isEqualTo(BODY.length);
        assertThatThrownBy(() -> reader.read(target)).isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> reader.read(target)).isInstanceOf(BodyException.class);
    }

    private static BodyReader once(byte[] bytes) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        return target -> {
            int count = left.remaining();
            target.put(left);
            return count == 0 ? -1 : count;
        };
    }
}
