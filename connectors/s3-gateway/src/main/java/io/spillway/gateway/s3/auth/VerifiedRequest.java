package io.spillway.gateway.s3.auth;

import java.util.Optional;

import io.spillway.cluster.api.object.Principal;
import io.spillway.gateway.s3.request.RequestHead;

/**
 * A request whose signature holds. Only the verifier makes one.
 *
 * @param chunks the chain that the chunks of a signed stream must continue; empty for every other payload
 */
public record VerifiedRequest(RequestHead head, Principal.AccountPrincipal principal, Payload payload,
        Optional<ChunkSignatures> chunks) {}
