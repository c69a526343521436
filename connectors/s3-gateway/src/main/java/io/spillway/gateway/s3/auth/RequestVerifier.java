package io.spillway.gateway.s3.auth;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.api.object.Principal;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.RequestHead;

/** Verifies every request, whatever it asks for, before anything else looks at it. */
public final class RequestVerifier {
    /** S3's limit on the difference between the client's clock and ours. */
    static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private final AccessKeys keys;
    private final Clock clock;
    private final String region;
    private final SigningKeys signingKeys = new SigningKeys();

    public RequestVerifier(AccessKeys keys, Clock clock, String region) {
        this.keys = keys;
        this.clock = clock;
        this.region = region;
    }

    /** Answers the request with its principal, or throws what S3 answers to a request that it does not trust. */
    public VerifiedRequest verify(RequestHead head) throws S3Exception {
        SignatureClaim claim = ClaimReader.read(head);
        requireScope(claim);
        requireTime(claim);
        requireSignedHeaders(head, claim);
        if (head.headers().has("x-amz-security-token") || head.query().has("X-Amz-Security-Token")) {
            throw new S3Exception(S3ErrorCode.INVALID_TOKEN,
                    "Session tokens are not issued here; sign with an access key alone");
        }
        AccessKey key = keys.find(claim.scope().keyId()).orElseThrow(() -> new S3Exception(
                S3ErrorCode.INVALID_ACCESS_KEY_ID, "The AWS Access Key Id you provided does not exist in our records.")
                .detail("AWSAccessKeyId", claim.scope().keyId()));
        SigningKey signing = signingKeys.of(key, claim.scope());
        if (!signing.verifies(CanonicalRequest.stringToSign(head, claim), claim.signature())) {
            throw mismatch(head, claim);
        }
        signingKeys.keep(key, claim.scope(), signing);
        Payload payload = Payload.parse(claim.payload());
        return new VerifiedRequest(head, new Principal.AccountPrincipal(key.account(), key.id()), payload,
                chunks(payload, signing, claim));
    }

    private static Optional<ChunkSignatures> chunks(Payload payload, SigningKey signing, SignatureClaim claim) {
        return switch (payload) {
            case Payload.SignedChunks _,Payload.SignedChunksAndTrailer _ -> Optional
                    .of(new ChunkSignatures(signing, claim.timestamp(), claim.scope().text(), claim.signature()));
            case Payload.Hashed _,Payload.Unsigned _,Payload.UnsignedChunksAndTrailer _ -> Optional.empty();
        };
    }

    private void requireScope(SignatureClaim claim) throws S3Exception {
        CredentialScope scope = claim.scope();
        if (!scope.terminator().equals("aws4_request")) {
            throw malformed(claim, "the terminal of the credential is wrong; expecting 'aws4_request'");
        }
        if (!scope.service().equals("s3")) {
            throw malformed(claim, "the service '" + scope.service() + "' is wrong; expecting 's3'");
        }
        if (!scope.region().equals(region)) {
            throw malformed(claim, "the region '" + scope.region() + "' is wrong; expecting '" + region + "'")
                    .detail("Region", region);
        }
        if (!claim.timestamp().startsWith(scope.date() + "T")) {
            throw malformed(claim, "the date of the credential is not that of the request");
        }
    }

    private void requireTime(SignatureClaim claim) throws S3Exception {
        Instant now = clock.instant();
        Instant signed = signedAt(claim);
        boolean early = signed.isAfter(now.plus(MAX_SKEW));
        if (claim.expires().isPresent()) {
            if (early) {
                throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not yet valid");
            }
            Instant end = signed.plus(claim.expires().get());
            if (!now.isBefore(end)) {
                throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                        .detail("Expires", end.toString()).detail("ServerTime", now.toString());
            }
        } else if (early || signed.isBefore(now.minus(MAX_SKEW))) {
            throw new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED,
                    "The difference between the request time and the current time is too large.")
                    .detail("RequestTime", claim.timestamp()).detail("ServerTime", now.toString())
                    .detail("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
        }
    }

    private static Instant signedAt(SignatureClaim claim) throws S3Exception {
        try {
            return LocalDateTime.parse(claim.timestamp(), TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw malformed(claim, "the date must be in the ISO8601 long format yyyyMMdd'T'HHmmss'Z'");
        }
    }

    /** The host and whatever S3 gives a meaning to must be signed, or others could add to a request. */
    private static void requireSignedHeaders(RequestHead head, SignatureClaim claim) throws S3Exception {
        if (!claim.signedHeaders().contains("host")) {
            throw malformed(claim, "the header host must be signed");
        }
        for (String name : head.headers().names()) {
            boolean meant = name.startsWith("x-amz-") || name.startsWith("x-spillway-");
            if (meant && !claim.signedHeaders().contains(name)) {
                throw new S3Exception(S3ErrorCode.ACCESS_DENIED,
                        "There were headers present in the request which were not signed")
                        .detail("HeadersNotSigned", name);
            }
        }
    }

    private static S3Exception malformed(SignatureClaim claim, String reason) {
        return claim.expires().isPresent()
                ? ClaimReader.malformedQuery("Error parsing the X-Amz-Credential parameter; " + reason)
                : ClaimReader.malformedHeader("The authorization header is malformed; " + reason);
    }

    private static S3Exception mismatch(RequestHead head, SignatureClaim claim) {
        return new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your key and signing method.")
                .detail("AWSAccessKeyId", claim.scope().keyId())
                .detail("StringToSign", CanonicalRequest.stringToSign(head, claim))
                .detail("CanonicalRequest", CanonicalRequest.text(head, claim));
    }
}
