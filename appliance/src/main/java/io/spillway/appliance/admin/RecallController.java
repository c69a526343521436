package io.spillway.appliance.admin;

import java.util.Optional;
import java.util.UUID;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.spillway.appliance.admin.answer.RecallAnswer;
import io.spillway.appliance.tier.Recalls;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.tier.recall.RecallRequests.Answer;

/** Bringing tiered bytes back for good. */
@Controller("/v1/recalls")
@ExecuteOn(TaskExecutors.BLOCKING)
class RecallController {
    private final Recalls recalls;

    RecallController(Recalls recalls) {
        this.recalls = recalls;
    }

    /** Asks for one object ({@code key}), or for the next page of those with a {@code prefix}. */
    @Post
    RecallAnswer recall(@Body Wanted wanted) throws ObjectStoreException {
        ContainerName bucket = Parameter.read(ContainerName::new, wanted.bucket());
        String request = UUID.randomUUID().toString();
        if (wanted.key() != null && wanted.prefix() == null) {
            return answer(recalls.recall(bucket, Parameter.read(ObjectKey::new, wanted.key()), request));
        }
        if (wanted.prefix() != null && wanted.key() == null) {
            return answer(recalls.recall(bucket, wanted.prefix(),
                    Optional.ofNullable(wanted.after()).map(key -> Parameter.read(ObjectKey::new, key)), request));
        }
        throw new HttpStatusException(HttpStatus.BAD_REQUEST, "give either a key or a prefix");
    }

    private static RecallAnswer answer(Answer answer) {
        return new RecallAnswer(answer == Answer.LOCAL ? 1 : 0, answer == Answer.PLANNED ? 1 : 0,
                answer == Answer.BUSY ? 1 : 0, null);
    }

    private static RecallAnswer answer(Recalls.Page page) {
        return new RecallAnswer(page.answers().getOrDefault(Answer.LOCAL, 0L),
                page.answers().getOrDefault(Answer.PLANNED, 0L), page.answers().getOrDefault(Answer.BUSY, 0L),
                page.next().map(ObjectKey::value).orElse(null));
    }

    /** What to bring back: {@code key}, or {@code prefix} with the key to go on behind. */
    @Serdeable
    record Wanted(@Nullable String bucket, @Nullable String key, @Nullable String prefix, @Nullable String after) {}
}
