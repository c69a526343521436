package io.spillway.cluster.api.object;

import java.time.Instant;

/**
 * What travels with every call through the store's door.
 *
 * @param requestId names the request in logs and error answers
 * @param deadline past it the caller no longer waits; a write that passes it has an unknown outcome
 */
public record RequestContext(Principal principal, String requestId, Instant deadline) {}
