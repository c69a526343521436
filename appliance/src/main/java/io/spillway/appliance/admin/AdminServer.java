package io.spillway.appliance.admin;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.spillway.appliance.configuration.HostPort;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.appliance.tier.BackupRuns;
import io.spillway.appliance.tier.ObjectHistory;
import io.spillway.appliance.tier.PolicyRuns;
import io.spillway.appliance.tier.Recalls;
import io.spillway.appliance.tier.RegisteredPolicies;
import io.spillway.appliance.tier.TargetAdministration;
import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.tier.engine.TieringEngine;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** The administration API while it listens. */
@OpenAPIDefinition(info = @Info(title = "Spillway administration", version = "v1"), security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class AdminServer implements AutoCloseable {
    private final ApplicationContext context;
    private final URI address;

    private AdminServer(ApplicationContext context, URI address) {
        this.context = context;
        this.address = address;
    }

    /** What the routes ask. */
    public record Ports(ClusterView view, AccessKeys keys, AccessKeyGenerator generator, Clock clock, Tier tier) {}

    /** What the routes of the tier ask. */
    public record Tier(TargetAdministration targets, RegisteredPolicies policies, PolicyRuns runs, BackupRuns backups,
            Recalls recalls,
            ObjectHistory history, TieringEngine engine) {}

    /**
     * Listens on the address alone.
     *
     * @throws RuntimeException if it cannot; the cause tells why
     */
    public static AdminServer start(HostPort listen, Secret token, Facts facts, Ports ports) {
        ApplicationContext context = ApplicationContext.builder().deduceEnvironment(false)
                .environmentPropertySource(false).banner(false).properties(properties(listen))
                .singletons(ports.view(), ports.keys(), ports.generator(), ports.clock(), facts, new BearerToken(token),
                        ports.tier().targets(), ports.tier().policies(), ports.tier().runs(),
                        ports.tier().backups(), ports.tier().recalls(),
                        ports.tier().history(), ports.tier().engine())
                .build();
        try {
            EmbeddedServer server = context.start().getBean(EmbeddedServer.class).start();
            return new AdminServer(context, listen.withPort(server.getPort()).http());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Where it listens, with the port that port 0 became. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Few requests come here: one event loop, and bodies that are small or refused. */
    private static Map<String, Object> properties(HostPort listen) {
        return Map.of("micronaut.application.name", "spillway-admin", "micronaut.server.host", listen.host(),
                "micronaut.server.port", listen.port(), "micronaut.server.max-request-size", "1MB",
                "micronaut.serde.serialization.inclusion", "ALWAYS", "micronaut.server.netty.parent.threads", 1,
                "micronaut.netty.event-loops.default.num-threads", 1,
                "micronaut.netty.event-loops.default.prefer-native-transport", false);
    }
}
