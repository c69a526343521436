package io.spillway.appliance.credentials;

import java.security.SecureRandom;
import java.util.Base64;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.name.AccountName;

/** Makes access keys of the lengths that AWS gives, so that no client stumbles over them. */
public final class AccessKeyGenerator {
    private static final String ID_PREFIX = "SPWY";
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_RANDOM_CHARACTERS = 16;
    /** Makes 40 characters of Base64; the URL form, since some tools stumble over a slash. */
    private static final int SECRET_BYTES = 30;

    private final SecureRandom random;

    public AccessKeyGenerator(SecureRandom random) {
        this.random = random;
    }

    public AccessKey next(AccountName account) {
        StringBuilder id = new StringBuilder(ID_PREFIX);
        random.ints(ID_RANDOM_CHARACTERS, 0, ID_ALPHABET.length())
                .forEach(index -> id.append(ID_ALPHABET.charAt(index)));
        return new AccessKey(id.toString(), new Secret(token(random, SECRET_BYTES)), account);
    }

    static String token(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
