package io.spillway.gateway.s3.object;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/** What a request says of the object that it makes. */
public final class RequestAttributes {
    static final String METADATA = "x-amz-meta-";
    static final List<String> CONTENT_HEADERS = List.of("content-type", "cache-control", "content-disposition",
            "content-encoding", "content-language", "expires");
    /** S3's limit on the bytes of all names and values of user metadata together. */
    private static final int MAX_METADATA_BYTES = 2048;
    private static final String STORAGE_POLICY = "x-spillway-storage-policy";

    private RequestAttributes() {}

    public static ObjectAttributes of(Headers headers) throws S3Exception {
        return new ObjectAttributes(contentHeaders(headers), metadata(headers));
    }

    /** The storage policy asked for; refuses an ACL or a storage class that would change something. */
    public static Optional<StoragePolicyName> storagePolicy(Headers headers) throws S3Exception {
        requireDefault(headers, "x-amz-acl", "private");
        Optional<String> storageClass = headers.single("x-amz-storage-class");
        if (storageClass.isPresent() && !storageClass.get().equals(ObjectStat.STANDARD)) {
            throw new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS,
                    "The storage class you specified is not valid: objects are written as STANDARD and moved by"
                            + " policies")
                    .detail("StorageClassRequested", storageClass.get());
        }
        Optional<String> policy = headers.single(STORAGE_POLICY);
        try {
            return policy.map(StoragePolicyName::new);
        } catch (IllegalArgumentException e) {
            throw S3Exception.invalidArgument(STORAGE_POLICY, policy.orElse(""), String.valueOf(e.getMessage()));
        }
    }

    private static void requireDefault(Headers headers, String name, String value) throws S3Exception {
        Optional<String> given = headers.single(name);
        if (given.isPresent() && !given.get().equals(value)) {
            throw S3Exception.notImplemented(name + ": " + given.get());
        }
    }

    private static Map<String, String> contentHeaders(Headers headers) throws S3Exception {
        Map<String, String> kept = new TreeMap<>();
        for (String name : CONTENT_HEADERS) {
            String value = headers.get(name).orElse("");
            if (name.equals("content-encoding")) {
                value = withoutAwsChunked(value);
            }
            if (!value.isEmpty()) {
                kept.put(name, requireAscii(name, value));
            }
        }
        return kept;
    }

    /** {@code aws-chunked} is how the body came and no encoding of the object. */
    private static String withoutAwsChunked(String encodings) {
        return Arrays.stream(encodings.split(",", -1)).map(String::strip)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    private static String requireAscii(String name, String value) throws S3Exception {
        if (!isAscii(value)) {
            throw S3Exception.invalidArgument(name, "", "The header " + name
                    + " holds bytes that are not ASCII; encode them as RFC 2047 or RFC 8187 says");
        }
        return value;
    }

    private static Map<String, String> metadata(Headers headers) throws S3Exception {
        Map<String, String> metadata = new TreeMap<>();
        int bytes = 0;
        for (String header : headers.names().tailSet(METADATA)) {
            if (!header.startsWith(METADATA)) {
                break;
            }
            String name = header.substring(METADATA.length());
            String value = utf8(header, headers.get(header).orElse(""));
            bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_METADATA_BYTES) {
                throw new S3Exception(S3ErrorCode.METADATA_TOO_LARGE,
                        "Your metadata headers exceed the maximum allowed metadata size")
                        .detail("MaxSizeAllowed", Integer.toString(MAX_METADATA_BYTES));
            }
            metadata.put(name, value);
        }
        return metadata;
    }

    /** The text of a header whose bytes are UTF-8; the answer writes it back as RFC 2047 says. */
    private static String utf8(String header, String value) throws S3Exception {
        if (isAscii(value)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException _) {
            throw S3Exception.invalidArgument(header, "", "The header " + header + " is neither ASCII nor UTF-8");
        }
    }

    static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 0x80);
    }
}
