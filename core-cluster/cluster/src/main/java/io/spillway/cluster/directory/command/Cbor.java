package io.spillway.cluster.directory.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * Records as CBOR maps with named fields. A field that is absent reads as empty, and one that is unknown is passed over,
 * so that a field can be added without a new format; an alternative of a sealed type is told by the field {@code @}.
 */
public final class Cbor {
    private static final ObjectMapper MAPPER = mapper();
    // Finding out how a type is read and written takes longer than doing so.
    private static final ClassValue<ObjectWriter> WRITERS = kept(MAPPER::writerFor);
    private static final ClassValue<ObjectReader> READERS = kept(MAPPER::readerFor);
    private static final ClassValue<ObjectWriter> LIST_WRITERS = kept(type -> MAPPER.writerFor(listOf(type)));
    private static final ClassValue<ObjectReader> LIST_READERS = kept(type -> MAPPER.readerFor(listOf(type)));

    private Cbor() {}

    public static byte[] encode(Object value) {
        return encode(value, value.getClass());
    }

    /** Encodes a value that stands where {@code type}, perhaps a sealed one, is expected. */
    public static byte[] encode(Object value, Class<?> type) {
        try {
            return WRITERS.get(type).writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a " + value.getClass().getName(), e);
        }
    }

    public static <T> T decode(byte[] bytes, Class<T> type) {
        return decode(bytes, 0, type);
    }

    /** Decodes what stands from {@code offset} to the end. */
    static <T> T decode(byte[] bytes, int offset, Class<T> type) {
        try {
            return READERS.get(type).readValue(bytes, offset, bytes.length - offset);
        } catch (IOException e) {
            throw new UncheckedIOException("these bytes are not a " + type.getName(), e);
        }
    }

    /** Encodes a list whose elements stand where {@code element} is expected. */
    public static byte[] encodeList(Iterable<?> values, Class<?> element) {
        try {
            return LIST_WRITERS.get(element).writeValueAsBytes(values);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a list of " + element.getName(), e);
        }
    }

    public static <T> List<T> decodeList(byte[] bytes, Class<T> element) {
        try {
            return LIST_READERS.get(element).readValue(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("these bytes are not a list of " + element.getName(), e);
        }
    }

    private static <T> ClassValue<T> kept(Function<Class<?>, T> make) {
        return new ClassValue<>() {
            @Override
            protected T computeValue(Class<?> type) {
                return make.apply(type);
            }
        };
    }

    private static JavaType listOf(Class<?> element) {
        return MAPPER.getTypeFactory().constructCollectionType(List.class, element);
    }

    private static ObjectMapper mapper() {
        CBORMapper mapper = new CBORMapper();
        mapper.registerModule(new Jdk8Module());
        SimpleModule values = new SimpleModule();
        ValueCodecs.register(values);
        mapper.registerModule(values);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
        mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        // Maps are copied into an order of this process's own, and a command is the same bytes wherever it is encoded.
        mapper.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
        // Records without components, such as an outcome that has nothing to tell.
        mapper.configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false);
        for (Class<?> sealed : TypeNames.SEALED) {
            mapper.addMixIn(sealed, Alternative.class);
        }
        for (Map.Entry<Class<?>, String> name : TypeNames.NAMES.entrySet()) {
            mapper.registerSubtypes(new NamedType(name.getKey(), name.getValue()));
        }
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@")
    private interface Alternative {}
}
