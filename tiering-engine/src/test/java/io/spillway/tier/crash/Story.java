package io.spillway.tier.crash;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.Removal;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunReport;
import io.spillway.tier.run.RunRequest;

/**
 * A life of some objects that leads the engine through every one of its steps: moves, large and small; a hold that comes
 * while objects are on their way; two rounds of releases; a remote copy that is lost before its release; a recall; a
 * deletion; and the removal of what all this leaves in the target.
 */
final class Story {
    private static final Duration MONTH = Duration.ofDays(31);

    private final TestNode node;
    private final Ledger ledger;

    Story(TestNode node, Ledger ledger) {
        this.node = node;
        this.ledger = ledger;
    }

    void tell() throws Exception {
        node.createBucket();
        put("a", 1, 300_000);
        put("b", 2, 1_000);
        put("large", 3, large());
        put("held/late", 4, 5_000);
        moveEverythingButWhatIsHeldLate();
        expect(node.settle(monthAhead()), "the first releases are done");

        put("c", 5, 200_000);
        put("lost", 6, 20_000);
        plan();
        expect(node.settle(now()), "everything is in both places");
        loseRemoteCopyOf("lost");
        expect(node.settle(monthAhead()), "the second releases are done");

        node.engine().recall(node.bucket().ref(), new ObjectKey("a"), "story");
        expect(node.settle(now()), "the recall is done");
        node.delete("b");
        ledger.deleted("b");
        put("c", 7, 90_000);
        collectGarbage();
    }

    /** From this size on a target sends in parts, so that an upload id is recorded. */
    private int large() throws CloudException {
        return Math.toIntExact(node.cloud().capabilities().parts().resumableFrom()) + 1000;
    }

    /** The intents of all are planned; then a newer version of the policy holds one of them back at its commit. */
    private void moveEverythingButWhatIsHeldLate() throws Exception {
        var first = node.inForce(Policies.everything(1));
        node.engine().run(new RunRequest(first, monthAhead(), RunRequest.Mode.PLAN));
        node.inForce(Policies.archive(2));
        expect(node.settle(now()), "the first moves are done");
    }

    private void plan() throws Exception {
        RunReport report = node.engine()
                .run(new RunRequest(node.inForce(Policies.archive(2)), monthAhead(), RunRequest.Mode.PLAN));
        expect(report.problems().isEmpty(), "the policy runs without problems");
    }

    private void loseRemoteCopyOf(String key) throws Exception {
        var pieces = node.directory().metachunks().of(node.bucket().ref(), node.candidate(key).generation())
                .orElseThrow();
        var copy = ((Location.Both) pieces.getFirst().location()).copy();
        var exact = new ExactRef(new CloudKey(copy.key().substring(TestNode.PREFIX.length())),
                Generation.Exact.of(copy.version(), copy.etag().orElseThrow()));
        expect(node.cloud().delete(List.of(exact)).getFirst() instanceof Removal.Gone, "the pack can be removed");
    }

    /** Past the grace of remote objects, and then twice past the longest upload. */
    private void collectGarbage() throws Exception {
        node.clock().advance(TestNode.GARBAGE_GRACE.plusHours(1));
        node.engine().collect();
        for (int i = 0; i < 2; i++) {
            node.clock().advance(TestNode.LONGEST_UPLOAD.plusHours(1));
            node.engine().collect();
        }
    }

    private void put(String key, long seed, int length) throws Exception {
        node.put(key, Ledger.bytes(seed, length));
        ledger.put(key, seed, length);
    }

    private Instant now() {
        return node.clock().instant();
    }

    private Instant monthAhead() {
        return now().plus(MONTH);
    }

    private static void expect(boolean condition, String what) throws IOException {
        if (!condition) {
            throw new IOException("the story went wrong: not true that " + what);
        }
    }
}
