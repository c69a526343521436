package io.spillway.appliance.admin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import io.spillway.appliance.admin.answer.StatusAnswer;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.view.ClusterStatus;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.tier.engine.TieringEngine;

/** How the appliance stands. */
@Controller("/v1/status")
@ExecuteOn(TaskExecutors.BLOCKING)
class StatusController {
    private final ClusterView view;
    private final Facts facts;
    private final TieringEngine engine;

    StatusController(ClusterView view, Facts facts, TieringEngine engine) {
        this.view = view;
        this.facts = facts;
        this.engine = engine;
    }

    /** Volumes with their scores, accounts with what they hold, and what a person has to look at. */
    @Get
    StatusAnswer status() throws ObjectStoreException {
        ClusterStatus status = view.status();
        return new StatusAnswer(facts.version(), status.cluster().toString(), facts.node().toString(),
                facts.s3().toString(), facts.dataDirectory().toString(), status.defaultStoragePolicy().toString(),
                status.volumes().stream()
                        .map(volume -> new StatusAnswer.Volume(volume.node().toString(), volume.volume().toString(),
                                volume.score(), volume.capacityBytes(), volume.freeBytes(), volume.state()))
                        .toList(),
                status.accounts().stream().map(usage -> new StatusAnswer.Account(usage.account().toString(),
                        usage.containers(), usage.objects(), usage.bytes())).toList(),
                engine.alarms().stream().map(alarm -> new StatusAnswer.Alarm(alarm.subject(), alarm.message(),
                        alarm.since(), alarm.times())).toList());
    }
}
