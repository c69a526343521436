package io.spillway.system.ledger;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;

/** One mutation of a key that a writer has tried; numbers of one key ascend. */
sealed interface Attempt {
    long number();

    /** The bytes that the object has once it has taken effect; none after a delete. */
    Optional<byte[]> body();

    /** A put of bytes that follow from key and number, so that mixed or older bytes are told apart. */
    record Put(String key, long number, int size) implements Attempt {
        @Override
        public Optional<byte[]> body() {
            byte[] bytes = new byte[size];
            new Random(key.hashCode() * 31L + number).nextBytes(bytes);
            if (size >= Long.BYTES) {
                ByteBuffer.wrap(bytes).putLong(number);
            }
            return Optional.of(bytes);
        }
    }

    record Delete(long number) implements Attempt {
        @Override
        public Optional<byte[]> body() {
            return Optional.empty();
        }
    }
}
