package io.spillway.appliance.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.spillway.appliance.datadirectory.PrivateFile;
import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.name.AccountName;
import org.jspecify.annotations.Nullable;

/**
 * The first access key of an appliance, in {@code credentials} of the data directory in the form of AWS's own file, so
 * that clients can be pointed at it. It is taken from the environment, or generated; there is no default.
 */
public final class RootCredentials {
    /** The account that the first key belongs to. */
    public static final AccountName ACCOUNT = new AccountName("default");
    static final String ID_VARIABLE = "SPILLWAY_ROOT_ACCESS_KEY";
    static final String SECRET_VARIABLE = "SPILLWAY_ROOT_SECRET_KEY";
    private static final String NAME = "credentials";
    /** No slash and no comma: the id stands between them in a signature's credential. */
    private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9_.-]{3,128}");
    private static final Pattern LEGAL_SECRET = Pattern.compile("[!-~]{8,128}");

    private final Path file;

    private RootCredentials(Path file) {
        this.file = file;
    }

    /**
     * The key of the data directory; made at the first start.
     *
     * @throws CredentialsException if the environment names another key than the file
     */
    public static AccessKey ensure(Path dataDirectory, Map<String, String> environment, Supplier<AccessKey> generator)
            throws CredentialsException {
        RootCredentials credentials = new RootCredentials(dataDirectory.resolve(NAME));
        Optional<AccessKey> given = fromEnvironment(environment);
        Optional<AccessKey> kept = credentials.read();
        if (kept.isEmpty()) {
            AccessKey key = given.orElseGet(generator);
            credentials.write(key);
            return key;
        }
        if (given.isPresent() && !given.equals(kept)) {
            throw new CredentialsException("%s and %s name another key than %s; unset them, or use that key"
                    .formatted(ID_VARIABLE, SECRET_VARIABLE, credentials.file));
        }
        return kept.get();
    }

    private static Optional<AccessKey> fromEnvironment(Map<String, String> environment) throws CredentialsException {
        String id = environment.get(ID_VARIABLE);
        String secret = environment.get(SECRET_VARIABLE);
        if (id == null && secret == null) {
            return Optional.empty();
        }
        return Optional.of(key(id, secret, ID_VARIABLE, SECRET_VARIABLE));
    }

    private Optional<AccessKey> read() throws CredentialsException {
        try {
            Map<String, String> section = IniFile.section(Files.readString(file), "default");
            return Optional.of(key(section.get("aws_access_key_id"), section.get("aws_secret_access_key"),
                    "aws_access_key_id in " + file, "aws_secret_access_key in " + file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CredentialsException("the credentials file " + file + " cannot be read: " + e, e);
        }
    }

    private void write(AccessKey key) throws CredentialsException {
        try {
            PrivateFile.write(file, """
                    [default]
                    aws_access_key_id = %s
                    aws_secret_access_key = %s
                    """.formatted(key.id(), key.secret().reveal()));
        } catch (IOException e) {
            throw new CredentialsException("the credentials file " + file + " cannot be written: " + e, e);
        }
    }

    private static AccessKey key(@Nullable String id, @Nullable String secret, String idName, String secretName)
            throws CredentialsException {
        if (id == null || !LEGAL_ID.matcher(id).matches()) {
            throw new CredentialsException(idName + " is missing or not legal; give 3 to 128 of A-Z a-z 0-9 _ . -");
        }
        if (secret == null || !LEGAL_SECRET.matcher(secret).matches()) {
            throw new CredentialsException(
                    secretName + " is missing or not legal; give 8 to 128 printable characters without spaces");
        }
        return new AccessKey(id, new Secret(secret), ACCOUNT);
    }
}
