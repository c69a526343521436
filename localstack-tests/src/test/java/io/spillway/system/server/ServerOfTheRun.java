package io.spillway.system.server;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one server of its type of the run, which the first of them starts; JUnit closes it at the end of the
 * run.
 */
public abstract class ServerOfTheRun<S extends AutoCloseable> implements ParameterResolver {
    private final Class<S> type;

    protected ServerOfTheRun(Class<S> type) {
        this.type = type;
    }

    protected abstract S start() throws IOException;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public S resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(type)).getOrComputeIfAbsent(type, _ -> started(), type);
    }

    private S started() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
