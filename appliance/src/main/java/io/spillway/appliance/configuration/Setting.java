package io.spillway.appliance.configuration;

import java.util.List;

/**
 * A value as it was given.
 *
 * @param origin where, for messages: {@code spillway.yaml line 3}, {@code --set}, {@code --s3}
 */
record Setting(String key, List<String> values, String origin) {
    Setting {
        values = List.copyOf(values);
    }

    Setting(String key, String value, String origin) {
        this(key, List.of(value), origin);
    }
}
