package io.spillway.system.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one LocalStack of the run, which the first of them starts; JUnit closes it at the end of the run. */
public final class WithLocalStack implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(WithLocalStack.class))
                .getOrComputeIfAbsent(LocalStack.class, _ -> start(), LocalStack.class);
    }

    private static LocalStack start() {
        try {
            return LocalStack.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
