package io.spillway.appliance.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes commands as the user would type them in the folder that the demo was started in. */
final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%_+=:,./-]+");

    private final Path here;
    private final String launcher;

    CommandText(Path here, Optional<Path> home) {
        this.here = here;
        this.launcher = home.map(path -> {
            String shown = shorten(path.resolve("spillway"));
            return shown.contains("/") ? shown : "./" + shown;
        }).orElse("spillway");
    }

    /** A command of ours. */
    String spillway(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(launcher));
        all.addAll(Arrays.asList(arguments));
        return command(all.toArray());
    }

    /** Paths are shortened, and what a shell would take apart is quoted. */
    String command(Object... words) {
        return Arrays.stream(words).map(word -> quoted(word instanceof Path path ? shorten(path) : word.toString()))
                .collect(Collectors.joining(" "));
    }

    /** A path below the current folder without that folder. */
    String shorten(Path path) {
        return path.startsWith(here) && !path.equals(here) ? here.relativize(path).toString() : path.toString();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
