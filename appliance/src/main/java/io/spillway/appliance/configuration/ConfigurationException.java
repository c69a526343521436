package io.spillway.appliance.configuration;

/** The configuration cannot be used. The message names where the value was given, the key, and what to write instead. */
public final class ConfigurationException extends Exception {
    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
