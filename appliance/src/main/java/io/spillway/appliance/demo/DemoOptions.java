package io.spillway.appliance.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a tour is given on.
 *
 * @param folder that everything is kept in
 * @param from the folder whose files are taken in; the project's own tree without one
 * @param home of the project, which the launcher knows
 */
public record DemoOptions(Path folder, Optional<Path> from, Cloud cloud, Afterwards afterwards, Optional<Path> home) {
    /** Where cold objects go. */
    public enum Cloud {
        DIRECTORY, LOCALSTACK, B2
    }

    /** What follows the tour. */
    public enum Afterwards {
        /** The appliance stays up until the user ends the demo. */
        STAY, EXIT
    }

    public DemoOptions {
        folder = folder.toAbsolutePath().normalize();
        from = from.map(path -> path.toAbsolutePath().normalize());
    }

    /** The folder whose files are taken in. */
    Path source() throws DemoException {
        return from.or(() -> home).orElseThrow(() -> new DemoException(
                "no folder to take files from: name one with --from, or start the demo by the launcher ./spillway"));
    }
}
