package io.spillway.appliance.admin;

import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.spillway.appliance.admin.answer.KeyAnswer;
import io.spillway.appliance.admin.answer.NewKeyAnswer;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.api.name.AccountName;

/** Access keys of the namespace's accounts. */
@Controller("/v1/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
class KeyController {
    private final AccessKeys keys;
    private final AccessKeyGenerator generator;

    KeyController(AccessKeys keys, AccessKeyGenerator generator) {
        this.keys = keys;
        this.generator = generator;
    }

    /** Every key, by account, without secrets. */
    @Get
    List<KeyAnswer> list() {
        return keys.list().stream().map(entry -> new KeyAnswer(entry.account().toString(), entry.id())).toList();
    }

    /** Makes a key, and its account if that is new. */
    @Post
    NewKeyAnswer create(@Body NewKey request) {
        AccessKey key = generator.next(Parameter.read(AccountName::new, request.account()));
        keys.add(key);
        return new NewKeyAnswer(key.account().toString(), key.id(), key.secret().reveal());
    }

    /** Whose key to make. */
    @Serdeable
    record NewKey(@Nullable String account) {}
}
