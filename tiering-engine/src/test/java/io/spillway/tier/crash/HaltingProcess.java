package io.spillway.tier.crash;

import java.nio.file.Path;

import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.node.TestTarget;

/** Tells the story until it comes to a step, and ends there as a process does that is killed: nothing is closed. */
final class HaltingProcess {
    static final int HALTED = 86;

    private HaltingProcess() {}

    /** Folder, class of the target, step, side. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        TestTarget target = Class.forName(arguments[1]).asSubclass(TestTarget.class).getConstructor().newInstance();
        Step step = Step.valueOf(arguments[2]);
        var side = Failpoints.Side.valueOf(arguments[3]);
        Failpoints halting = (at, on) -> {
            if (at == step && on == side) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        try (TestNode node = TestNode.open(folder, TestNode.Setup.on(target).withFailpoints(halting))) {
            new Story(node, new Ledger(folder.resolve("ledger"))).tell();
        }
    }
}
