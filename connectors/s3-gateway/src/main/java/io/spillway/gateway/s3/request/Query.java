package io.spillway.gateway.s3.request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.spillway.gateway.s3.error.S3Exception;

/** The query of a request. Names are unique: a repeated one is refused, since readers would differ on which counts. */
public final class Query {
    /** More than any operation takes, signature included. */
    private static final int MAX_PARAMETERS = 64;

    private final List<Parameter> parameters;

    /** Encoded as it is signed, and as text. */
    private record Parameter(String encodedName, String encodedValue, String name, String value) {}

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static Query parse(String raw) throws S3Exception {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String pair : raw.split("&", MAX_PARAMETERS + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            Parameter parameter = parameter(pair);
            if (!names.add(parameter.name())) {
                throw S3Exception.invalidArgument(parameter.name(), parameter.value(),
                        "A query parameter may be given once only");
            }
            parameters.add(parameter);
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw S3Exception.invalidRequest("More than " + MAX_PARAMETERS + " query parameters");
        }
        return new Query(List.copyOf(parameters));
    }

    private static Parameter parameter(String pair) throws S3Exception {
        int equals = pair.indexOf('=');
        byte[] name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        byte[] value = PercentCoding.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
        return new Parameter(PercentCoding.encode(name, false), PercentCoding.encode(value, false),
                PercentCoding.utf8(name), PercentCoding.utf8(value));
    }

    public boolean has(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** The value; empty text for a parameter without one. */
    public Optional<String> get(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value)
                .findFirst();
    }

    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /** The canonical query string of Signature Version 4, without one parameter. */
    public String canonical(String without) {
        return parameters.stream().filter(parameter -> !parameter.name().equals(without))
                .sorted(Comparator.comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue))
                .map(parameter -> parameter.encodedName() + "=" + parameter.encodedValue())
                .collect(Collectors.joining("&"));
    }
}
