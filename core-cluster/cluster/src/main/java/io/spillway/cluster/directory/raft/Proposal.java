package io.spillway.cluster.directory.raft;

import java.util.concurrent.CompletableFuture;

/** An operation that waits for its answer. */
final class Proposal {
    private final byte[] operation;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Proposal(byte[] operation) {
        this.operation = operation;
    }

    byte[] operation() {
        return operation;
    }

    CompletableFuture<byte[]> answer() {
        return answer;
    }
}
