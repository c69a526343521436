package io.spillway.gateway.s3.request;

import io.spillway.gateway.s3.error.S3Exception;

/**
 * A request without its body, before anybody has looked at its signature.
 *
 * @param method upper case
 * @param path decoded bytes of the target's path
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are never compared nor changed
public record RequestHead(String method, byte[] path, Query query, Headers headers) {
    /**
     * Decodes what the network library read.
     *
     * @param target of the request line, in origin form or absolute
     */
    public static RequestHead parse(String method, String target, Headers headers) throws S3Exception {
        String origin = originForm(target);
        int question = origin.indexOf('?');
        String rawPath = question < 0 ? origin : origin.substring(0, question);
        Query query = Query.parse(question < 0 ? "" : origin.substring(question + 1));
        return new RequestHead(method, PercentCoding.decode(rawPath, false), query, headers);
    }

    /** The path as it is signed: encoded once, nothing normalised, as S3 (and only S3) does. */
    public String canonicalPath() {
        return PercentCoding.encode(path, true);
    }

    private static String originForm(String target) {
        int scheme = target.startsWith("http://") || target.startsWith("https://") ? target.indexOf("://") + 3 : -1;
        if (scheme < 0) {
            return target.isEmpty() ? "/" : target;
        }
        int path = target.indexOf('/', scheme);
        return path < 0 ? "/" : target.substring(path);
    }
}
