package io.spillway.appliance.configuration;

import java.util.Optional;

/** The S3 gateway. */
public record S3Configuration(HostPort address, Optional<String> domain, String region) {
    static S3Configuration from(Settings settings) throws ConfigurationException {
        return new S3Configuration(settings.get(Keys.S3_ADDRESS), settings.get(Keys.S3_DOMAIN),
                settings.get(Keys.S3_REGION));
    }
}
