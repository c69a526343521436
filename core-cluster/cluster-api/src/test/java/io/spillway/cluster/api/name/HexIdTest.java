package io.spillway.cluster.api.name;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HexIdTest {
    @Test
    void whatIsMadeLaterComesBehindAndIsLegal() {
        Random random = new Random(5);
        String before = "";
        for (long time = 0; time < 1L << 47; time = 2 * time + 1) {
            String id = HexId.inOrderOfTime(time, random);
            assertThat(id).isGreaterThan(before);
            assertThatCode(() -> HexId.require("id", id, 32)).doesNotThrowAnyException();
            before = id;
        }
    }

    @Test
    void twoOfOneMomentDiffer() {
        Random random = new Random(5);

        assertThat(HexId.inOrderOfTime(1, random)).isNotEqualTo(HexId.inOrderOfTime(1, random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcde", "ABCD", "abcg", "abc/", "abc:", "abc`", "ab\u0660d"})
    void whatIsNotThatManyDigitsIsRefused(String value) {
        assertThatThrownBy(() -> HexId.require("trial id", value, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trial id \"" + value + "\" is not 4 lower-case hex digits");
    }
}
