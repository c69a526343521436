package io.spillway.system.appliance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line {@code ready s3=URL admin=URL data=DIR} that the appliance prints once it serves. */
record ReadyLine(URI s3, URI admin) {
    private static final Pattern FORM = Pattern.compile("^ready s3=(\\S+) admin=(\\S+) data=.*\\R",
            Pattern.MULTILINE);

    static Optional<ReadyLine> find(Path output) throws IOException {
        Matcher line = FORM.matcher(Files.readString(output));
        return line.find()
                ? Optional.of(new ReadyLine(URI.create(line.group(1)), URI.create(line.group(2))))
                : Optional.empty();
    }
}
