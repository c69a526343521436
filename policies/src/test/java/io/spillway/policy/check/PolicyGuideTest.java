package io.spillway.policy.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyGuideTest {
    @Test
    void theExampleOfTheGuideIsAPolicy() throws Exception {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(
                "../docs/policy-guide.md")));

        assertThat(example.find()).isTrue();
        assertThat(new PolicyChecker().check(example.group(1), Set.of("b2-archive"))).isInstanceOf(
                CheckResult.Accepted.class);
    }
}
