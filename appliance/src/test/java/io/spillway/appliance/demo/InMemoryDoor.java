package io.spillway.appliance.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Objects in a map, which a test may spoil in each of the ways in which a door can answer. */
final class InMemoryDoor implements ObjectDoor {
    private final Map<ObjectName, byte[]> objects = new HashMap<>();
    UnaryOperator<byte[]> whole = UnaryOperator.identity();
    UnaryOperator<byte[]> range = UnaryOperator.identity();
    Optional<String> headEtag = Optional.empty();

    StoredObject put(String bucket, String key, byte[] bytes) {
        ObjectName name = new ObjectName(bucket, key);
        objects.put(name, bytes);
        return new StoredObject(name, bytes.length, etag(bytes), fingerprint(bytes, bytes.length));
    }

    void remove(ObjectName name) {
        objects.remove(name);
    }

    @Override
    public Map<ObjectName, Seen> list(String bucket) {
        return objects.entrySet().stream().filter(entry -> entry.getKey().bucket().equals(bucket))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> seen(entry.getValue())));
    }

    @Override
    public Seen head(ObjectName name) throws MissingObjectException {
        Seen seen = seen(bytes(name));
        return new Seen(seen.size(), headEtag.orElse(seen.etag()), seen.storageClass());
    }

    @Override
    public Fingerprint readWhole(ObjectName name, long size) throws MissingObjectException {
        return fingerprint(whole.apply(bytes(name)), size);
    }

    @Override
    public String readRange(ObjectName name, Middle wanted) throws MissingObjectException {
        byte[] part = Arrays.copyOfRange(range.apply(bytes(name)), (int) wanted.first(), (int) wanted.last() + 1);
        return fingerprint(part, part.length).whole();
    }

    private byte[] bytes(ObjectName name) throws MissingObjectException {
        byte[] bytes = objects.get(name);
        if (bytes == null) {
            throw new MissingObjectException("GET finds no object", new IllegalStateException("it was removed"));
        }
        return bytes;
    }

    private static Seen seen(byte[] bytes) {
        return new Seen(bytes.length, etag(bytes), "STANDARD");
    }

    private static String etag(byte[] bytes) {
        return "\"" + Arrays.hashCode(bytes) + "\"";
    }

    private static Fingerprint fingerprint(byte[] bytes, long size) {
        try {
            return Fingerprint.of(new ByteArrayInputStream(bytes), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
