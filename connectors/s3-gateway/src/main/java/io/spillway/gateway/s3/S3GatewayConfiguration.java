package io.spillway.gateway.s3;

import java.util.Locale;
import java.util.Optional;

import io.spillway.gateway.s3.http.GatewayLimits;

/**
 * Where the gateway listens and what it calls itself.
 *
 * @param port 0 takes any free one
 * @param domain under which {@code BUCKET.domain} names a bucket; without it there is path style only
 * @param region that clients must sign for
 */
public record S3GatewayConfiguration(String host, int port, Optional<String> domain, String region,
        GatewayLimits limits) {
    public static final S3GatewayConfiguration DEFAULT = new S3GatewayConfiguration("127.0.0.1", 9320,
            Optional.empty(), "us-east-1", GatewayLimits.DEFAULT);

    public S3GatewayConfiguration {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("s3.address must name an address to listen at");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("s3.address: the port must be 0 to 65535, not " + port);
        }
        if (!region.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("s3.region \"" + region + "\" is not legal: use 1 to 32 of a-z 0-9 -");
        }
        domain = domain.map(name -> name.toLowerCase(Locale.ROOT));
        if (domain.isPresent() && !domain.get().matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "s3.domain \"" + domain.get() + "\" is not a host name, such as s3.example.com");
        }
    }

    public S3GatewayConfiguration withPort(int other) {
        return new S3GatewayConfiguration(host, other, domain, region, limits);
    }

    public S3GatewayConfiguration withDomain(String name) {
        return new S3GatewayConfiguration(host, port, Optional.of(name), region, limits);
    }

    public S3GatewayConfiguration withLimits(GatewayLimits other) {
        return new S3GatewayConfiguration(host, port, domain, region, other);
    }
}
