package io.spillway.cloud.api.contract;

import java.util.ArrayList;
import java.util.List;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.StoredObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Listings: ordered, in pages, to be gone on with after anything. */
public interface ListContract extends ContractTarget {
    /** In the order of their UTF-8 bytes; Java's own order would put the last two the other way round. */
    List<String> ORDERED = List.of("A", "a", "a b", "a-b", "a.b", "a/b", "a/c/d", "a0", "aa", "b/1", "b/2", "z",
            "\uFFFD", "😀");

    @Test
    default void anEmptyTargetListsNothing() throws Exception {
        Listing listing = store().list("", ListCursor.START, 10);
        assertThat(listing.items()).isEmpty();
        assertThat(listing.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 13, 14, 1000})
    default void pagesOfAnySizeGiveEveryKeyOnceInOrder(int limit) throws Exception {
        for (String key : ORDERED.reversed()) {
            put(key, new byte[1]);
        }
        assertThat(keys("", limit)).containsExactlyElementsOf(ORDERED);
    }

    @Test
    default void aPrefixSelectsTheKeysThatBeginWithIt() throws Exception {
        for (String key : ORDERED) {
            put(key, new byte[1]);
        }
        assertThat(keys("a", 2)).containsExactly("a", "a b", "a-b", "a.b", "a/b", "a/c/d", "a0", "aa");
        assertThat(keys("a/", 1)).containsExactly("a/b", "a/c/d");
        assertThat(keys("a/c", 1)).containsExactly("a/c/d");
        assertThat(keys("b/2", 10)).containsExactly("b/2");
        assertThat(keys("nothing", 10)).isEmpty();
    }

    @Test
    default void anItemTellsLengthAndExactGeneration() throws Exception {
        StoredObject stored = put("item", new byte[12]);
        assertThat(listAll("", 10)).singleElement().isInstanceOfSatisfying(Listing.Stored.class, item -> {
            assertThat(item.ref()).isEqualTo(stored.ref());
            assertThat(item.length()).isEqualTo(12);
        });
    }

    @Test
    default void versionsOfAKeyComeNewestFirst() throws Exception {
        List<ExactRef> written = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            written.addFirst(put("many", new byte[i]).ref());
        }
        put("next", new byte[1]);
        List<ExactRef> expected = keepsVersions() ? written : written.subList(0, 1);
        for (int limit : List.of(1, 2, 10)) {
            List<ExactRef> listed = listAll("many", limit).stream().map(item -> ((Listing.Stored) item).ref())
                    .toList();
            assertThat(listed).containsExactlyElementsOf(expected);
        }
    }

    @Test
    default void aListingGoesOnAfterWhatWasThereIsRemoved() throws Exception {
        for (String key : ORDERED) {
            put(key, new byte[1]);
        }
        Listing first = store().list("", ListCursor.START, 5);
        ListCursor next = first.next().orElseThrow();
        store().delete(first.items().stream().map(item -> ((Listing.Stored) item).ref()).toList());
        List<String> rest = store().list("", next, 1000).items().stream().map(item -> item.key().value()).toList();
        assertThat(rest).containsExactlyElementsOf(ORDERED.subList(first.items().size(), ORDERED.size()));
    }

    @Test
    default void aListingGoesOnBehindAKeyThatNeverWas() throws Exception {
        for (String key : ORDERED) {
            put(key, new byte[1]);
        }
        Listing rest = store().list("", new ListCursor.AfterKey(new CloudKey("a/bbb")), 2);
        assertThat(rest.items()).extracting(item -> item.key().value()).isNotEmpty()
                .isSubsetOf("a/c/d", "a0").startsWith("a/c/d");
    }

    @Test
    default void aFullLastPageHasNoNext() throws Exception {
        put("1", new byte[1]);
        put("2", new byte[1]);
        assertThat(keys("", 2)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    default void aLimitOutOfBoundsIsABug(int limit) throws CloudException {
        assertThatThrownBy(() -> store().list("", ListCursor.START, limit))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().uploads("", ListCursor.START, limit))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
