package io.spillway.appliance.demo;

import java.util.Locale;

/** The rules of the demo's policy, and what they mean, said once more in Java so that the appliance can be checked. */
enum DemoRule {
    SMALL("small files stay", "object.size < 4*KiB", "hold: {}"), DOCUMENTS("documents stay",
            "object.extension == \"md\"",
            "hold: {}"), REST("the rest goes after 30 days", "object.age > days(30)", "tier: " + DemoRule.TARGET);

    /** The name of the target that cold objects go to. */
    static final String TARGET = "cloud";
    private static final long SMALL_BYTES = 4 << 10;

    private final String title;
    private final String when;
    private final String then;

    DemoRule(String title, String when, String then) {
        this.title = title;
        this.when = when;
        this.then = then;
    }

    /** The rule's name in the policy. */
    String title() {
        return title;
    }

    /** The rule that decides over an object of this key and size once it is a month old. */
    static DemoRule of(String key, long size) {
        if (size < SMALL_BYTES) {
            return SMALL;
        }
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.toLowerCase(Locale.ROOT).endsWith(".md") ? DOCUMENTS : REST;
    }

    String yaml() {
        return """
                  - name: %s
                    when: '%s'
                    then: { %s }
                """.formatted(title, when, then);
    }
}
