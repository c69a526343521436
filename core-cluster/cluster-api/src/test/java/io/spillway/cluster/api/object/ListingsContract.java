package io.spillway.cluster.api.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

import io.spillway.cluster.api.name.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** {@link ObjectReader#list}, by examples and against a model. */
public interface ListingsContract extends StoreFixture {
    /** Pieces that order, fold and repeat in awkward ways. */
    List<String> PIECES = List.of("a", "b", "/", "/", "//", "-", "é", "\uFFFF", "😀", "\u0001", "a/", "\u0000");
    List<String> DELIMITERS = List.of("", "/", "//", "a", "é", "b/");

    @Test
    default void anEmptyContainerHasAnEmptyListing() throws Exception {
        Listing listing = tenant().list("", "/", "", 1000);

        assertThat(listing).isEqualTo(new Listing(List.of(), List.of(), Optional.empty()));
    }

    @Test
    default void aListedObjectIsDescribedAsItsStat() throws Exception {
        Tenant tenant = tenant();
        ObjectStat stat = tenant.put("key", "body");

        ObjectStat listed = tenant.list("", "", "", 10).objects().getFirst();

        assertThat(listed.ref()).isEqualTo(stat.ref());
        assertThat(listed.size()).isEqualTo(stat.size());
        assertThat(listed.etag()).isEqualTo(stat.etag());
        assertThat(listed.modified()).isEqualTo(stat.modified());
        assertThat(listed.storageClass()).isEqualTo(stat.storageClass());
    }

    @Test
    default void writesAndDeletesShowInTheNextListing() throws Exception {
        Tenant tenant = tenant();
        for (int round = 0; round < 20; round++) {
            tenant.put("a", "body");
            assertThat(tenant.keys()).containsExactly("a");
            tenant.delete("a");
            assertThat(tenant.keys()).isEmpty();
        }
    }

    @Test
    default void aDelimiterFoldsAtItsFirstOccurrencePastThePrefix() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "photos/", "photos/2025/a", "photos/2025/b/c", "photos/2026/d", "photos/e", "readme");

        assertPage(tenant.list("", "/", "", 10), List.of("readme"), List.of("photos/"), false);
        assertPage(tenant.list("photos/", "/", "", 10), List.of("photos/", "photos/e"),
                List.of("photos/2025/", "photos/2026/"), false);
        assertPage(tenant.list("photos/20", "/", "", 10), List.of(), List.of("photos/2025/", "photos/2026/"), false);
        assertPage(tenant.list("photos/2025/", "", "", 10), List.of("photos/2025/a", "photos/2025/b/c"), List.of(),
                false);
    }

    @Test
    default void aFoldedPrefixGivenAsAfterPassesOverAllThatItFolds() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a/1", "a/2", "b");

        assertPage(tenant.list("", "/", "a/", 10), List.of("b"), List.of(), false);
    }

    @Test
    default void aKeyGivenAsAfterDoesNotHideWhatItsPrefixStillFolds() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a/1", "a/2", "b");

        assertPage(tenant.list("", "/", "a/1", 10), List.of("b"), List.of("a/"), false);
        assertPage(tenant.list("", "/", "a/2", 10), List.of("b"), List.of(), false);
    }

    @Test
    default void thePrefixGivenAsAfterIsAKeyLikeAnother() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a/", "a/1", "a/2/3");

        assertPage(tenant.list("a/", "/", "a/", 10), List.of("a/1"), List.of("a/2/"), false);
    }

    @Test
    default void afterNeedNotExist() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a", "c");

        assertPage(tenant.list("", "", "b", 10), List.of("c"), List.of(), false);
        assertPage(tenant.list("c", "", "a", 10), List.of("c"), List.of(), false);
        assertPage(tenant.list("a", "", "b", 10), List.of(), List.of(), false);
    }

    @Test
    default void aPageThatIsFullAndLastHasNoNext() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a", "b/1", "b/2");

        assertPage(tenant.list("", "/", "", 2), List.of("a"), List.of("b/"), false);
        assertPage(tenant.list("", "/", "", 1), List.of("a"), List.of(), true);
        assertPage(tenant.list("", "", "", 3), List.of("a", "b/1", "b/2"), List.of(), false);
    }

    @Test
    default void aPageOfNothingIsTheLast() throws Exception {
        Tenant tenant = tenant();
        putAll(tenant, "a");

        assertPage(tenant.list("", "", "", 0), List.of(), List.of(), false);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001})
    default void aLimitOutsideItsBoundsIsRefused(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ListRequest("", "", "", limit));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    default void everyPageIsThatOfTheModel(long seed) throws Exception {
        Tenant tenant = tenant();
        Random random = new Random(seed);
        ListingModel model = fill(tenant, random);

        for (int round = 0; round < 300; round++) {
            ListRequest request = request(random, model);
            assertThat(ListingModel.Page.of(store().list(tenant.context(), tenant.container(), request)))
                    .as("seed %d, %s", seed, request).isEqualTo(model.page(request));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    default void pagesTogetherAreTheWholeListing(long seed) throws Exception {
        Tenant tenant = tenant();
        Random random = new Random(seed);
        ListingModel model = fill(tenant, random);

        for (int round = 0; round < 40; round++) {
            ListRequest request = new ListRequest(randomKey(random, 2), pick(random, DELIMITERS), "",
                    1 + random.nextInt(5));
            ListingModel.Page all = model
                    .page(new ListRequest(request.prefix(), request.delimiter(), "", ListRequest.MAX_LIMIT));
            assertThat(paged(tenant, request)).as("seed %d, %s", seed, request).isEqualTo(all);
        }
    }

    private static ListingModel.Page paged(Tenant tenant, ListRequest request) throws ObjectStoreException {
        List<String> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = tenant.list(request.prefix(), request.delimiter(), after.get(), request.limit());
            page.objects().forEach(stat -> objects.add(stat.ref().key().value()));
            prefixes.addAll(page.prefixes());
            after = page.next();
        }
        return new ListingModel.Page(objects, prefixes, false);
    }

    private static ListingModel fill(Tenant tenant, Random random) throws Exception {
        TreeSet<ObjectKey> keys = new TreeSet<>();
        for (int count = 0; count < 60; count++) {
            String key = randomKey(random, 6);
            if (!key.isEmpty()) {
                tenant.put(key, "");
                keys.add(new ObjectKey(key));
            }
        }
        return new ListingModel(keys);
    }

    private static ListRequest request(Random random, ListingModel model) {
        List<ObjectKey> keys = List.copyOf(model.keys());
        String after = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> pick(random, keys).value();
            case 2 -> pick(random, keys).value() + pick(random, DELIMITERS);
            default -> randomKey(random, 3);
        };
        return new ListRequest(randomKey(random, 2), pick(random, DELIMITERS), after, random.nextInt(12));
    }

    private static String randomKey(Random random, int most) {
        StringBuilder key = new StringBuilder();
        for (int pieces = random.nextInt(most + 1); pieces > 0; pieces--) {
            key.append(pick(random, PIECES));
        }
        return key.toString();
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void putAll(Tenant tenant, String... keys) throws Exception {
        for (String key : keys) {
            tenant.put(key, "");
        }
    }

    private static void assertPage(Listing listing, List<String> objects, List<String> prefixes, boolean more) {
        assertThat(ListingModel.Page.of(listing)).isEqualTo(new ListingModel.Page(objects, prefixes, more));
    }
}
