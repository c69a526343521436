package io.spillway.appliance.admin.answer;

import io.micronaut.serde.annotation.Serdeable;

/** An access key that was just made; its secret is shown this once. */
@Serdeable
public record NewKeyAnswer(String account, String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "key " + accessKeyId + " of account " + account;
    }
}
