package io.spillway.tier.engine;

import java.time.Clock;

import io.spillway.tier.alarm.AlarmBook;
import io.spillway.tier.backup.BackupMaker;
import io.spillway.tier.collect.RemoteCollector;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.move.Attempts;
import io.spillway.tier.move.MoveOut;
import io.spillway.tier.move.Packer;
import io.spillway.tier.recall.Recaller;
import io.spillway.tier.release.Releaser;
import io.spillway.tier.run.PolicyGate;
import io.spillway.tier.target.TargetBrake;

/** The engine's parts, put together. */
record EngineParts(AlarmBook alarms, TargetBrake brake, IntentJournal journal, MoveOut moves, Recaller recalls,
        BackupMaker backups, Releaser releaser, RemoteCollector collector) {
    static EngineParts of(TieringPorts ports, EngineSettings settings, TieringTools tools) {
        Clock clock = tools.clock();
        var failpoints = tools.failpoints();
        var directory = ports.directory();
        var node = ports.node();
        var alarms = new AlarmBook(clock);
        var brake = new TargetBrake(clock, alarms);
        var journal = new IntentJournal(directory.transitions(), failpoints, tools.random());
        var packer = new Packer(node.cluster(), directory.candidates(), directory.metachunks(),
                ports.store().objects(), clock);
        var gate = new PolicyGate(ports.policies(), directory.candidates(), clock);
        var moves = new MoveOut(new MoveOut.Parts(journal, packer,
                new Attempts(node.cluster(), node.epoch(), clock), gate, settings.move()), ports.targets(), brake,
                alarms, new MoveOut.Tools(clock, failpoints));
        var recalls = new Recaller(journal, ports.store().chunks(), directory.metachunks(),
                new Recaller.Source(directory.candidates(), ports.store().objects()),
                new Recaller.Tools(node.epoch(), clock, failpoints));
        var backups = new BackupMaker(directory.backups(), directory.namespace(),
                new BackupMaker.Place(node.cluster(), node.epoch(), node.scratch()),
                new BackupMaker.Tools(alarms, clock, failpoints));
        var releaser = new Releaser(journal, ports.targets(), brake,
                new Releaser.Safety(backups, ports.store().chunks()),
                new Releaser.Tools(alarms, clock, failpoints));
        var collector = new RemoteCollector(directory.garbage(), ports.targets(), brake, settings.collect(),
                new RemoteCollector.Tools(clock, failpoints));
        return new EngineParts(alarms, brake, journal, moves, recalls, backups, releaser, collector);
    }
}
