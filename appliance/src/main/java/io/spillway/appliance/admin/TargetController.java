package io.spillway.appliance.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.spillway.appliance.admin.answer.ProbeAnswer;
import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.tier.TargetAdministration;
import io.spillway.appliance.tier.TargetAdministration.Described;
import io.spillway.appliance.tier.TargetRequest;
import io.spillway.appliance.tier.TierException;
import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.CloudUsage;
import io.spillway.cluster.api.account.Secret;
import io.spillway.tier.alarm.Alarm;
import io.spillway.tier.engine.TieringEngine;

/** Targets of the tier. */
@Controller("/v1/targets")
@ExecuteOn(TaskExecutors.BLOCKING)
class TargetController {
    private final TargetAdministration targets;
    private final TieringEngine engine;

    TargetController(TargetAdministration targets, TieringEngine engine) {
        this.targets = targets;
        this.engine = engine;
    }

    /** Every target, by name. */
    @Get
    List<TargetAnswer> list() {
        return targets.list().stream().map(this::answer).toList();
    }

    /** Claims a place and adds it as a target; the same place again changes its credentials and class. */
    @Post
    TargetAnswer add(@Body NewTarget target) throws TierException {
        return answer(targets.add(target.request()));
    }

    /** Puts, reads, lists and deletes an object of its own, and tells what the target can do. */
    @Post("/probes")
    ProbeAnswer probe(@Body TargetName target) throws TierException {
        String name = target.name() == null ? "" : target.name();
        return ProbeAnswers.of(name, targets.probe(name));
    }

    private TargetAnswer answer(Described target) {
        CloudUsage usage = target.usage().orElse(new CloudUsage(Map.of()));
        String subject = "target " + target.record().name();
        Optional<String> alarm = engine.alarms().stream().filter(one -> one.subject().equals(subject))
                .map(Alarm::message).findFirst();
        return new TargetAnswer(target.record().name(), target.record().kind(), target.where(), target.shownClass(),
                target.record().fingerprint(), target.record().ownerEpoch(), alarm.orElse("in service"),
                usage.calls().values().stream().mapToLong(CloudUsage.Calls::made).sum(),
                usage.calls().values().stream().mapToLong(CloudUsage.Calls::failed).sum(),
                usage.of(CloudOperation.PUT).bytes(), usage.of(CloudOperation.OPEN).bytes());
    }

    /** Which target to probe. */
    @Serdeable
    record TargetName(@Nullable String name) {}

    /** A target to add; settings and credentials under the names that {@code target add} has for them. */
    @Serdeable
    record NewTarget(@Nullable String name, @Nullable String type, @Nullable Map<String, String> settings,
            @Nullable Map<String, String> credentials) {
        TargetRequest request() {
            if (name == null || type == null) {
                throw new HttpStatusException(HttpStatus.BAD_REQUEST, "a target needs a name and a type");
            }
            if (settings != null && settings.containsValue(null)) {
                throw new HttpStatusException(HttpStatus.BAD_REQUEST, "a setting of a target is null; leave it out");
            }
            return new TargetRequest(name, type, settings == null ? Map.of() : settings, secrets());
        }

        private Map<String, Secret> secrets() {
            return credentials == null
                    ? Map.of()
                    : credentials.entrySet().stream()
                            .filter(entry -> entry.getValue() != null && !entry.getValue().isEmpty())
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Secret(entry.getValue())));
        }

        /** Credentials never get into a log by way of a record's own text. */
        @Override
        public String toString() {
            return "NewTarget[" + name + ", " + type + "]";
        }
    }
}
