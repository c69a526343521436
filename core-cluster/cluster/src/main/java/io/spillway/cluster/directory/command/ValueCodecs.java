package io.spillway.cluster.directory.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.SealedSecret;
import io.spillway.cluster.directory.WriteId;

/** Types of one value, each as the shortest CBOR that says it: names as text, ids as raw bytes, times as numbers. */
final class ValueCodecs {
    private static final HexFormat HEX = HexFormat.of();

    private ValueCodecs() {}

    static void register(SimpleModule module) {
        text(module, AccountName.class, AccountName::value, AccountName::new);
        text(module, ContainerName.class, ContainerName::value, ContainerName::new);
        text(module, ObjectKey.class, ObjectKey::value, ObjectKey::new);
        text(module, StoragePolicyName.class, StoragePolicyName::value, StoragePolicyName::new);
        hex(module, ContainerRef.class, ContainerRef::value, ContainerRef::new);
        hex(module, ChunkId.class, ChunkId::value, ChunkId::new);
        hex(module, VersionId.class, VersionId::value, VersionId::new);
        hex(module, UploadId.class, UploadId::value, UploadId::new);
        hex(module, IntentId.class, IntentId::value, IntentId::new);
        hex(module, WriteId.class, WriteId::value, WriteId::new);
        hex(module, OperationId.class, OperationId::value, OperationId::new);
        bytes(module, NodeId.class, id -> uuidBytes(id.value()), bytes -> new NodeId(uuid(bytes)));
        bytes(module, VolumeId.class, id -> uuidBytes(id.value()), bytes -> new VolumeId(uuid(bytes)));
        bytes(module, BlockCrcs.class, BlockCrcs::bytes, BlockCrcs::new);
        bytes(module, InlineBytes.class, InlineBytes::bytes, InlineBytes::new);
        bytes(module, SealedSecret.class, SealedSecret::bytes, SealedSecret::new);
        bytes(module, Instant.class, ValueCodecs::instantBytes, ValueCodecs::instant);
        bytes(module, Duration.class, value -> longBytes(value.toMillis()),
                bytes -> Duration.ofMillis(ByteBuffer.wrap(bytes).getLong()));
    }

    private static <T> void hex(SimpleModule module, Class<T> type, Function<T, String> get,
            Function<String, T> make) {
        bytes(module, type, value -> HEX.parseHex(get.apply(value)), bytes -> make.apply(HEX.formatHex(bytes)));
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<T, String> get,
            Function<String, T> make) {
        add(module, type, (value, generator) -> generator.writeString(get.apply(value)),
                parser -> make.apply(parser.getText()));
    }

    private static <T> void bytes(SimpleModule module, Class<T> type, Function<T, byte[]> get,
            Function<byte[], T> make) {
        add(module, type, (value, generator) -> generator.writeBinary(get.apply(value)),
                parser -> make.apply(parser.getBinaryValue()));
    }

    private static <T> void add(SimpleModule module, Class<T> type, Writer<T> writer, Reader<T> reader) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                writer.write(value, generator);
            }
        });
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return reader.read(parser);
            }
        });
    }

    /** Seconds, then nanoseconds: an instant must read back equal, since intents are compared whole. */
    private static byte[] instantBytes(Instant instant) {
        return ByteBuffer.allocate(12).putLong(instant.getEpochSecond()).putInt(instant.getNano()).array();
    }

    private static Instant instant(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] uuidBytes(UUID uuid) {
        return ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private interface Writer<T> {
        void write(T value, JsonGenerator generator) throws IOException;
    }

    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }
}
