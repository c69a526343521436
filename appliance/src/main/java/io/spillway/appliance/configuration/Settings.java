package io.spillway.appliance.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** The values that were given, later ones in place of earlier ones, each under a known key. */
final class Settings {
    private final SequencedMap<String, Setting> given = new LinkedHashMap<>();

    Settings(Collection<Setting> inOrder) throws ConfigurationException {
        for (Setting setting : inOrder) {
            if (Keys.ALL.stream().noneMatch(key -> key.covers(setting.key()))) {
                throw new ConfigurationException(unknown(setting));
            }
            given.put(setting.key(), setting);
        }
    }

    <T> T get(Key<T> key) throws ConfigurationException {
        Setting setting = given.getOrDefault(key.name(), new Setting(key.name(), key.fallback(), "the default"));
        if (setting.values().size() != 1) {
            throw new ConfigurationException(
                    setting.origin() + ": " + key.name() + " takes one value, not a list of "
                            + setting.values().size());
        }
        return read(key, setting, setting.values().getFirst());
    }

    <T> List<T> list(Key<T> key) throws ConfigurationException {
        Setting setting = given.get(key.name());
        if (setting == null) {
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (String value : setting.values().stream().flatMap(text -> Stream.of(text.split(","))).toList()) {
            values.add(read(key, setting, value.strip()));
        }
        return values;
    }

    /** The given keys of a family, by what stands in the place of NAME. */
    <T> SequencedMap<String, T> family(Key<T> key) throws ConfigurationException {
        SequencedMap<String, T> values = new LinkedHashMap<>();
        for (Map.Entry<String, Setting> entry : given.entrySet()) {
            if (key.covers(entry.getKey())) {
                Setting setting = entry.getValue();
                values.put(entry.getKey().substring(key.prefix().length()),
                        read(key, setting, String.join(",", setting.values())));
            }
        }
        return values;
    }

    private static <T> T read(Key<T> key, Setting setting, String text) throws ConfigurationException {
        try {
            return key.type().reader().apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "%s: %s is \"%s\"; %s".formatted(setting.origin(), setting.key(), text, e.getMessage()), e);
        }
    }

    private static String unknown(Setting setting) {
        Optional<String> meant = Suggestion.closest(setting.key(), Keys.ALL.stream().map(Key::name).toList());
        return "%s: there is no key %s%s; docs/configuration.md lists all".formatted(setting.origin(), setting.key(),
                meant.map(key -> ", did you mean " + key + "?").orElse(""));
    }
}
