package io.spillway.gateway.s3.auth;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.name.AccountName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SigningKeysTest {
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final AccessKey KEY = new AccessKey("AKIA1", new Secret("one"), ACCOUNT);
    private static final AccessKey REPLACED = new AccessKey("AKIA1", new Secret("two"), ACCOUNT);
    private static final CredentialScope TODAY = new CredentialScope("AKIA1", "20261126", "us-east-1", "s3",
            "aws4_request");

    private final SigningKeys keys = new SigningKeys();

    @Test
    void aKeyIsDerivedOnceADay() {
        SigningKey first = keys.of(KEY, TODAY);
        keys.keep(KEY, TODAY, first);
        assertThat(keys.of(KEY, TODAY)).isSameAs(first);
        CredentialScope tomorrow = new CredentialScope("AKIA1", "20261127", "us-east-1", "s3", "aws4_request");
        assertThat(keys.of(KEY, tomorrow).sign("x")).isNotEqualTo(first.sign("x"));
    }

    @Test
    void aReplacedSecretIsDerivedAnew() {
        keys.keep(KEY, TODAY, keys.of(KEY, TODAY));
        SigningKey other = keys.of(REPLACED, TODAY);
        assertThat(other.sign("x")).isEqualTo(SigningKey.derive(REPLACED.secret(), TODAY).sign("x"))
                .isNotEqualTo(keys.of(KEY, TODAY).sign("x"));
        keys.keep(REPLACED, TODAY, other);
        assertThat(keys.of(REPLACED, TODAY)).isSameAs(other);
    }
}
