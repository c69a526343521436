package io.spillway.system.localstack;

import java.io.IOException;

import io.spillway.system.server.ServerOfTheRun;

/** Gives tests the one LocalStack of the run. */
public final class WithLocalStack extends ServerOfTheRun<LocalStack> {
    public WithLocalStack() {
        super(LocalStack.class);
    }

    @Override
    protected LocalStack start() throws IOException {
        return LocalStack.start();
    }
}
