package io.spillway.gateway.s3.auth;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Query;
import io.spillway.gateway.s3.request.RequestHead;

/** Reads the claim out of the Authorization header or the presigned query; a request has one of them. */
final class ClaimReader {
    /** S3's limit: seven days. */
    private static final long MAX_EXPIRES_SECONDS = 604_800;
    private static final Set<String> HEADER_FIELDS = Set.of("Credential", "SignedHeaders", "Signature");

    private ClaimReader() {}

    static SignatureClaim read(RequestHead head) throws S3Exception {
        Optional<String> authorization = head.headers().single("authorization");
        boolean presigned = head.query().names().stream().anyMatch(name -> name.equals("X-Amz-Algorithm")
                || name.equals("X-Amz-Credential") || name.equals(SignatureClaim.QUERY_SIGNATURE));
        boolean version2 = head.query().has("AWSAccessKeyId");
        if (authorization.isPresent() && (presigned || version2)) {
            throw S3Exception.invalidArgument("Authorization", "",
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
                            + " string parameter or the Authorization header should be specified");
        }
        if (authorization.isPresent()) {
            return fromHeader(head, authorization.get());
        }
        if (presigned) {
            return fromQuery(head);
        }
        if (version2) {
            throw unsupported();
        }
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Access Denied: the request is not signed");
    }

    private static SignatureClaim fromHeader(RequestHead head, String authorization) throws S3Exception {
        int space = authorization.indexOf(' ');
        if (space < 0 || !authorization.substring(0, space).equals(SignatureClaim.ALGORITHM)) {
            throw unsupported();
        }
        Map<String, String> fields = fields(authorization.substring(space + 1));
        CredentialScope scope = CredentialScope.parse(fields.getOrDefault("Credential", ""))
                .orElseThrow(() -> malformedHeader("The Credential is mal-formed; expecting"
                        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        String timestamp = head.headers().single("x-amz-date").orElseThrow(() -> new S3Exception(
                S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid x-amz-date header"));
        String payload = head.headers().single("x-amz-content-sha256").orElseThrow(() -> S3Exception
                .invalidRequest("Missing required header for this request: x-amz-content-sha256"));
        return new SignatureClaim(scope, names(fields.getOrDefault("SignedHeaders", "")),
                fields.getOrDefault("Signature", ""), timestamp, payload, Optional.empty());
    }

    private static Map<String, String> fields(String text) throws S3Exception {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(",", HEADER_FIELDS.size() + 2)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? "" : field.substring(0, equals).strip();
            if (!HEADER_FIELDS.contains(name) || fields.put(name, field.substring(equals + 1).strip()) != null) {
                throw malformedHeader("The authorization header is malformed; expecting"
                        + " Credential, SignedHeaders and Signature, once each.");
            }
        }
        if (fields.size() != HEADER_FIELDS.size()) {
            throw malformedHeader("The authorization header is malformed; expecting"
                    + " Credential, SignedHeaders and Signature, once each.");
        }
        return fields;
    }

    private static SignatureClaim fromQuery(RequestHead head) throws S3Exception {
        Query query = head.query();
        if (!required(query, "X-Amz-Algorithm").equals(SignatureClaim.ALGORITHM)) {
            throw malformedQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        CredentialScope scope = CredentialScope.parse(required(query, "X-Amz-Credential"))
                .orElseThrow(() -> malformedQuery("Error parsing the X-Amz-Credential parameter; the Credential is"
                        + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        if (query.has("X-Amz-Content-Sha256") && head.headers().has("x-amz-content-sha256")) {
            throw malformedQuery("X-Amz-Content-Sha256 stands in the query and in the headers; give it once");
        }
        String payload = head.headers().single("x-amz-content-sha256").or(() -> query.get("X-Amz-Content-Sha256"))
                .orElse("UNSIGNED-PAYLOAD");
        return new SignatureClaim(scope, names(required(query, "X-Amz-SignedHeaders")),
                required(query, SignatureClaim.QUERY_SIGNATURE), required(query, "X-Amz-Date"), payload,
                Optional.of(expires(required(query, "X-Amz-Expires"))));
    }

    private static Duration expires(String seconds) throws S3Exception {
        if (!seconds.matches("[0-9]{1,6}") || Long.parseLong(seconds) > MAX_EXPIRES_SECONDS
                || Long.parseLong(seconds) < 1) {
            throw malformedQuery("X-Amz-Expires must be a number of seconds from 1 to " + MAX_EXPIRES_SECONDS);
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static String required(Query query, String name) throws S3Exception {
        return query.get(name).filter(value -> !value.isEmpty()).orElseThrow(() -> malformedQuery(
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                        + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters; " + name
                        + " is missing."));
    }

    private static List<String> names(String signedHeaders) {
        return List.of(signedHeaders.split(";", -1));
    }

    static S3Exception malformedHeader(String message) {
        return new S3Exception(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, message);
    }

    static S3Exception malformedQuery(String message) {
        return new S3Exception(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
    }

    private static S3Exception unsupported() {
        return S3Exception.invalidRequest("The authorization mechanism you have provided is not supported."
                + " Please use AWS4-HMAC-SHA256.");
    }
}
