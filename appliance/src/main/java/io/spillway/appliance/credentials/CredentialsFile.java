package io.spillway.appliance.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** A file with the credentials of a target, in INI form: what stands under {@code [default]}, or before any section. */
public final class CredentialsFile {
    /** Such files have some lines. */
    private static final long MOST_BYTES = 64 << 10;

    private CredentialsFile() {}

    /**
     * The values by name.
     *
     * @throws CredentialsException if the file cannot be read or has no such values; its text is never repeated
     */
    public static Map<String, String> read(Path file) throws CredentialsException {
        try {
            if (Files.isDirectory(file)) {
                throw new CredentialsException("the credentials file " + file + " is a folder");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new CredentialsException("the credentials file " + file + " is far too large to be one");
            }
            Map<String, String> values = IniFile.section(Files.readString(file), IniFile.DEFAULT);
            if (values.isEmpty()) {
                throw new CredentialsException("the credentials file " + file + " has nothing under [" + IniFile.DEFAULT
                        + "]; write a line NAME = VALUE for each");
            }
            return values;
        } catch (NoSuchFileException e) {
            throw new CredentialsException("there is no credentials file " + file, e);
        } catch (IOException e) {
            throw new CredentialsException("the credentials file " + file + " cannot be read: " + e, e);
        }
    }
}
