package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An access key pair. */
record Credentials(String accessKey, String secretKey) {
    /** The first profile of a file in AWS's INI form. */
    static Credentials read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Credentials(value(lines, "aws_access_key_id", file), value(lines, "aws_secret_access_key", file));
    }

    private static String value(List<String> lines, String name, Path file) {
        return lines.stream().filter(line -> line.strip().startsWith(name) && line.contains("="))
                .map(line -> line.substring(line.indexOf('=') + 1).strip()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " has no " + name));
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKey + ", secret redacted]";
    }
}
