package io.spillway.appliance.configuration;

/** The administration API. */
public record AdminConfiguration(HostPort address) {
    static AdminConfiguration from(Settings settings) throws ConfigurationException {
        return new AdminConfiguration(settings.get(Keys.ADMIN_ADDRESS));
    }
}
