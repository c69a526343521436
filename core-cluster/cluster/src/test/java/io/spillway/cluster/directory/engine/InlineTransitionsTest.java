package io.spillway.cluster.directory.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.Fetched;
import io.spillway.cluster.api.transition.TransitionState.Fetching;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
/** Transitions of a small object, whose bytes the directory keeps. */
class InlineTransitionsTest extends TransitionScenario {
    @Test
    void inlineBytesGoWithTheReleaseAndLeaveNoNote() throws Exception {
        CommitObject small = putInline();
        Intent committed = committed();
        assertThat(location()).isInstanceOfSatisfying(Location.Both.class,
                both -> assertThat(both.near()).isEqualTo(small.metachunks().getFirst().location()));
        directory.backups().record(container, remote(), 1_000);
        advanced(committed, ((Committed) committed.state()).release(EVIDENCE));
        assertThat(location()).isInstanceOf(Location.Remote.class);
        assertThat(garbage()).isEmpty();
        assertThat(directory.write(container, small.write())).isEqualTo(WriteState.UNKNOWN);
    }

    @Test
    void aRevokedCommitOfInlineBytesIsInlineAgain() throws Exception {
        CommitObject small = putInline();
        Intent committed = committed();
        advanced(committed, ((Committed) committed.state()).revoke("the second proof failed"));
        assertThat(location()).isEqualTo(small.metachunks().getFirst().location());
    }

    @Test
    void whatIsRecalledIsChunksWhateverItWas() throws Exception {
        CommitObject small = putInline();
        Intent committed = committed();
        directory.backups().record(container, remote(), 1_000);
        advanced(committed, ((Committed) committed.state()).release(EVIDENCE));
        WriteId write = new WriteId(Writes.hex(random, 16));
        Metachunk fetched = writes.metachunk(0, 0, 100);
        Intent planned = plan(new Movement.Recall());
        Intent fetching = advanced(planned, ((Planned) planned.state()).fetch(new Epoch(1, NODE), write.value()));
        Intent done = advanced(fetching,
                ((Fetching) fetching.state()).fetched(List.of(((Location.Local) fetched.location()).replicas())));
        advanced(done, ((Fetched) done.state()).recall());
        assertThat(location()).isEqualTo(fetched.location()).isNotEqualTo(small.metachunks().getFirst().location());
        directory.propose(new DeleteObject(container, KEY, Optional.empty(), WriteCondition.ALWAYS,
                Writes.GRACES));
        assertThat(garbage()).hasAtLeastOneElementOfType(GarbageNote.LocalChunks.class);
    }

    @Test
    void aCopyForATargetHoldsNoObjectsBytes() throws Exception {
        CommitObject small = putInline();
        byte[] bytes = ((Location.Inline) small.metachunks().getFirst().location()).bytes().bytes();
        Path copy = folder.resolve("copy.db");
        long sequence = directory.backups().copyTo(container, copy);
        assertThat(sequence).isEqualTo(2);
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1))
                .contains(new String(KEY.utf8(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(bytes, 0, 50, StandardCharsets.ISO_8859_1));
        assertThat(location()).as("the file itself").isEqualTo(small.metachunks().getFirst().location());
    }

    /** Overwrites the object with one of as many bytes that are inline, and takes the former one's notes away. */
    private CommitObject putInline() throws Exception {
        CommitObject small = writes.inline(container, KEY.value(), 100);
        assertThat(directory.propose(small)).isInstanceOf(Outcome.Written.class);
        directory.garbage().settle(container, garbage().stream().map(GarbageNote::id).toList());
        return small;
    }
}
