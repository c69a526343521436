package io.spillway.appliance.credentials;

import java.util.HashMap;
import java.util.Map;

/** As much of the INI form as AWS's credentials files use: sections, {@code key = value}, comments on lines of their own. */
final class IniFile {
    private IniFile() {}

    static Map<String, String> section(String text, String name) {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
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
