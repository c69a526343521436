package io.spillway.appliance.node;

import java.util.stream.Stream;

import io.spillway.appliance.configuration.HostPort;

/** Says in one line why an address cannot be listened at, whoever tried. */
final class ListenFailure {
    private ListenFailure() {}

    /** @param key of the configuration that names the address */
    static StartException explain(String key, HostPort address, Exception failure) {
        String reason = rootMessage(failure);
        if (reason.contains("already in use")) {
            return new StartException("%s %s is taken by another process; stop that one, or choose another address"
                    .formatted(key, address), failure);
        }
        return new StartException("%s %s cannot be listened at (%s); choose another address".formatted(key, address,
                reason), failure);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause)
                .reduce((_, deeper) -> deeper).orElse(failure);
        return String.valueOf(root.getMessage());
    }
}
