package io.spillway.tier.crash;

import java.nio.file.Path;

import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.TestNode;

/** Tells the story until it comes to a step, and ends there as a process does that is killed: nothing is closed. */
final class HaltingProcess {
    static final int HALTED = 86;

    private HaltingProcess() {}

    /** Folder, step, side. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Step step = Step.valueOf(arguments[1]);
        var side = Failpoints.Side.valueOf(arguments[2]);
        Failpoints halting = (at, on) -> {
            if (at == step && on == side) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        try (TestNode node = TestNode.open(folder, TestNode.Setup.plain().withFailpoints(halting))) {
            new Story(node, new Ledger(folder.resolve("ledger"))).tell();
        }
    }
}
