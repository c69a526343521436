package io.spillway.cluster.directory.command;

import io.spillway.cluster.directory.Outcome;

/** Operations and outcomes as bytes. The first byte is the format; a release reads its own and the one before. */
public final class CommandCodec {
    /** Format 1: CBOR of the records of this package's types, names as in {@link TypeNames}. */
    static final byte FORMAT = 1;

    private CommandCodec() {}

    public static byte[] encode(Operation operation) {
        return framed(Cbor.encode(operation));
    }

    public static Operation decodeOperation(byte[] bytes) {
        return Cbor.decode(checked(bytes), 1, Operation.class);
    }

    public static byte[] encode(Outcome outcome) {
        return framed(Cbor.encode(outcome, Outcome.class));
    }

    public static Outcome decodeOutcome(byte[] bytes) {
        return Cbor.decode(checked(bytes), 1, Outcome.class);
    }

    private static byte[] framed(byte[] content) {
        byte[] framed = new byte[content.length + 1];
        framed[0] = FORMAT;
        System.arraycopy(content, 0, framed, 1, content.length);
        return framed;
    }

    private static byte[] checked(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new IllegalArgumentException("a command of format " + (bytes.length == 0 ? "none" : bytes[0])
                    + "; this release reads format " + FORMAT);
        }
        return bytes;
    }
}
