package io.spillway.cloud.api.contract;

import java.util.Collections;
import java.util.List;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudRemover;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Removals by exact name. */
public interface DeleteContract extends ContractTarget {
    @Test
    default void aRemovedObjectIsGoneAndTheOthersStay() throws Exception {
        StoredObject one = put("d/1", new byte[1]);
        StoredObject two = put("d/2", new byte[2]);
        assertThat(store().delete(List.of(one.ref()))).containsExactly(new Removal.Gone(one.ref()));
        assertThatThrownBy(() -> read(one.ref().ref())).isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> store().stat(CloudRef.newest(one.key())))
                .isInstanceOf(CloudException.NotFound.class);
        assertThat(read(two.ref().ref())).hasSize(2);
        assertThat(listAll("", 10)).hasSize(1);
    }

    @Test
    default void removingWhatIsAbsentSucceeds() throws Exception {
        StoredObject one = put("d/1", new byte[1]);
        store().delete(List.of(one.ref()));
        assertThat(store().delete(List.of(one.ref()))).containsExactly(new Removal.Gone(one.ref()));
        ExactRef never = new ExactRef(new CloudKey("d/never"), one.ref().generation());
        assertThat(store().delete(List.of(never))).containsExactly(new Removal.Gone(never));
        assertThat(listAll("", 10)).isEmpty();
    }

    @Test
    default void removingOneGenerationLeavesTheNewer() throws Exception {
        StoredObject first = put("d/twice", "first".getBytes(UTF_8));
        StoredObject second = put("d/twice", "second".getBytes(UTF_8));
        List<Removal> removals = store().delete(List.of(first.ref()));
        if (keepsVersions()) {
            assertThat(removals).containsExactly(new Removal.Gone(first.ref()));
        } else {
            assertThat(removals).singleElement().isInstanceOfSatisfying(Removal.Failed.class,
                    failed -> assertThat(failed.reason()).isInstanceOf(CloudException.PreconditionFailed.class));
        }
        assertThat(read(second.ref().ref())).asString(UTF_8).isEqualTo("second");
        assertThat(listAll("", 10)).hasSize(1);
    }

    @Test
    default void removingTheNewestVersionShowsTheOneBefore() throws Exception {
        StoredObject first = put("d/twice", "first".getBytes(UTF_8));
        StoredObject second = put("d/twice", "second".getBytes(UTF_8));
        store().delete(List.of(second.ref()));
        if (keepsVersions()) {
            assertThat(read(CloudRef.newest(first.key()))).asString(UTF_8).isEqualTo("first");
        } else {
            assertThatThrownBy(() -> read(CloudRef.newest(first.key()))).isInstanceOf(CloudException.NotFound.class);
        }
    }

    @Test
    default void aNameOfTheWrongKindIsRefused() throws Exception {
        StoredObject stored = put("d/1", new byte[1]);
        Generation.Exact wrong = keepsVersions()
                ? new Generation.Tagged(stored.etag())
                : new Generation.Version("1234567890abcdef");
        assertThat(store().delete(List.of(new ExactRef(stored.key(), wrong)))).singleElement()
                .isInstanceOfSatisfying(Removal.Failed.class,
                        failed -> assertThat(failed.reason()).isInstanceOf(CloudException.Refused.class));
        assertThat(read(stored.ref().ref())).hasSize(1);
    }

    @Test
    default void everyItemHasItsOwnResultInItsPlace() throws Exception {
        StoredObject one = put("d/1", new byte[1]);
        StoredObject two = put("d/2", new byte[2]);
        ExactRef wrong = new ExactRef(two.key(), keepsVersions()
                ? new Generation.Tagged(two.etag())
                : new Generation.Version("1234567890abcdef"));
        ExactRef absent = new ExactRef(new CloudKey("d/0"), one.ref().generation());
        List<Removal> removals = store().delete(List.of(one.ref(), wrong, absent));
        assertThat(removals).extracting(Removal::ref).containsExactly(one.ref(), wrong, absent);
        assertThat(removals.get(0)).isInstanceOf(Removal.Gone.class);
        assertThat(removals.get(1)).isInstanceOf(Removal.Failed.class);
        assertThat(removals.get(2)).isInstanceOf(Removal.Gone.class);
        assertThat(read(two.ref().ref())).hasSize(2);
    }

    @Test
    default void removingNothingDoesNothing() throws Exception {
        put("d/1", new byte[1]);
        assertThat(store().delete(List.of())).isEmpty();
        assertThat(listAll("", 10)).hasSize(1);
    }

    @Test
    default void tooManyRemovalsInOneCallAreABug() throws Exception {
        StoredObject stored = put("d/1", new byte[1]);
        List<ExactRef> many = Collections.nCopies(CloudRemover.MAX_DELETES + 1, stored.ref());
        assertThatThrownBy(() -> store().delete(many)).isInstanceOf(IllegalArgumentException.class);
        assertThat(read(stored.ref().ref())).hasSize(1);
    }
}
