package io.spillway.appliance.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;

import io.spillway.appliance.datadirectory.PrivateFile;
import io.spillway.cluster.api.account.Secret;

/** The token of the administration API, in {@code admin-token} of the data directory. */
public final class AdminToken {
    private static final String NAME = "admin-token";
    private static final int BYTES = 32;

    private AdminToken() {}

    /** The token in the file, which is made if there is none. */
    public static Secret ensure(Path dataDirectory, SecureRandom random) throws CredentialsException {
        Path file = dataDirectory.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, AccessKeyGenerator.token(random, BYTES) + "\n");
            }
        } catch (IOException e) {
            throw new CredentialsException("the token file " + file + " cannot be written: " + e, e);
        }
        return read(dataDirectory);
    }

    public static Secret read(Path dataDirectory) throws CredentialsException {
        Path file = dataDirectory.resolve(NAME);
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new CredentialsException(
                        "the token file " + file + " is empty; remove it, and the next start makes a new one");
            }
            return new Secret(token);
        } catch (NoSuchFileException e) {
            throw new CredentialsException("there is no token file " + file
                    + "; is this the data directory? Name it with --data, or the appliance with --admin URL", e);
        } catch (IOException e) {
            throw new CredentialsException("the token file " + file + " cannot be read: " + e, e);
        }
    }
}
