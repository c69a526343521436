package io.spillway.appliance.credentials;

import java.util.HashMap;
import java.util.Map;

/**
 * As much of the INI form as credentials files use: sections, {@code key = value}, comments on lines of their own. What
 * stands before any section belongs to the one called default.
 */
final class IniFile {
    static final String DEFAULT = "default";

    private IniFile() {}

    static Map<String, String> section(String text, String name) {
        Map<String, String> values = new HashMap<>();
        boolean inside = name.equals(DEFAULT);
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]");
            } else if (inside && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return values;
    }
}
