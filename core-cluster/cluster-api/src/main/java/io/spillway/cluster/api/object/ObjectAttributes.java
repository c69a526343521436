package io.spillway.cluster.api.object;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client says of an object and gets back unchanged.
 *
 * @param headers {@code content-type}, {@code cache-control}, {@code content-disposition}, {@code content-encoding},
 *        {@code content-language}, {@code expires}; names in lower case
 * @param metadata the client's own pairs; names in lower case, without a protocol's prefix
 */
public record ObjectAttributes(Map<String, String> headers, Map<String, String> metadata) {
    public static final ObjectAttributes NONE = new ObjectAttributes(Map.of(), Map.of());

    public ObjectAttributes {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
}
