package io.spillway.appliance.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The policy that the demo runs. */
final class DemoPolicy {
    /** The bucket of the first run; those of the second begin with it and a dash. */
    static final String BUCKET = "demo";

    private DemoPolicy() {}

    static String text() {
        return """
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["%s", "%s-*"] }
                rules:
                %s""".formatted(BUCKET, BUCKET,
                Arrays.stream(DemoRule.values()).map(DemoRule::yaml).collect(Collectors.joining()));
    }
}
