package io.spillway.cluster.api.object;

import java.util.List;
import java.util.stream.Stream;

import io.spillway.cluster.api.name.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys are flat, compared by their bytes, and mean nothing to the store. */
public interface KeysContract extends StoreFixture {
    static Stream<String> oddKeys() {
        return Stream.of("/", "//", "a/", "/a", ".", "..", "../../etc/passwd", "a/../b", "a//b", "a\\b", "%2e%2e%2f",
                "a b", " a", "a ", "+", "%", "%00", "\u0000", "\u0001\u001f\u007f", "a\nb\r\nc\t", "\"<&>'", "é",
                "e\u0301", "日本語/ключ", "\uFFFD", "\uFFFF", "😀", "\u202Eabc", "*?[x]", "x".repeat(1024),
                "é".repeat(512), "/".repeat(1024), "😀".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    default void anyKeyHoldsItsObject(String key) throws Exception {
        Tenant tenant = tenant();
        tenant.put("neighbour", "of " + key);

        tenant.put(key, "body");

        assertThat(tenant.read(key)).isEqualTo(Tenant.text("body"));
        assertThat(tenant.stat(key).ref().key().value()).isEqualTo(key);
        assertThat(tenant.keys()).containsExactlyInAnyOrder(key, "neighbour");
        tenant.delete(key);
        assertThat(tenant.keys()).containsExactly("neighbour");
    }

    @Test
    default void keysThatLookAlikeAreDifferentObjects() throws Exception {
        Tenant tenant = tenant();
        List<String> keys = List.of("a", "A", "a ", "a/", "a//", "a/.", "é", "e\u0301", "%61", "a\u0000");

        for (String key : keys) {
            tenant.put(key, "body of <" + key + ">");
        }

        for (String key : keys) {
            assertThat(tenant.read(key)).isEqualTo(Tenant.text("body of <" + key + ">"));
        }
    }

    /** UTF-16 order would put the emoji before U+FFFF. */
    @Test
    default void oddKeysAreListedInTheOrderOfTheirBytes() throws Exception {
        Tenant tenant = tenant();
        for (String key : oddKeys().toList()) {
            tenant.put(key, "");
        }

        assertThat(tenant.keys())
                .isEqualTo(oddKeys().map(ObjectKey::new).sorted().map(ObjectKey::value).toList());
    }
}
