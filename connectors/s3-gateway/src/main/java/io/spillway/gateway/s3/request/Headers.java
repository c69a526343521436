package io.spillway.gateway.s3.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

import io.spillway.gateway.s3.error.S3Exception;

/** Headers of a request: names in lower case, values as ISO 8859-1 text, so that each char is one byte of the wire. */
public final class Headers {
    private final TreeMap<String, List<String>> values = new TreeMap<>();

    public Headers(Collection<Map.Entry<String, String>> entries) {
        for (Map.Entry<String, String> entry : entries) {
            values.computeIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(entry.getValue().strip());
        }
    }

    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(values.navigableKeySet());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The values joined by commas, which is what HTTP says that repeated headers mean. */
    public Optional<String> get(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(String.join(",", all));
    }

    /** The value of a header that may be given once only. */
    public Optional<String> single(String name) throws S3Exception {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw S3Exception.invalidRequest("The header " + name + " may be given once only");
        }
        return all.stream().findFirst();
    }
}
