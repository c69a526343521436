package io.spillway.gateway.s3;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.InMemoryObjectStore;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A gateway over a store in memory, with a key of each of two accounts. */
public final class GatewayFixture implements AutoCloseable {
    public static final AccessKey KEY = new AccessKey("AKIAIOSFODNN7EXAMPLE",
            new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), new AccountName("default"));
    public static final AccessKey OTHER_KEY = new AccessKey("AKIAOTHER", new Secret("other-secret"),
            new AccountName("other"));
    public static final String REGION = "us-east-1";

    private final S3Gateway gateway;

    public static ObjectStore store() {
        return new InMemoryObjectStore(ownersOnly(), Clock.systemUTC(), new Random(7),
                List.of(new StoragePolicyName("single"), new StoragePolicyName("two-copies")));
    }

    /** Whoever owns a resource may do anything with it, and nobody else anything. */
    private static Authoriser ownersOnly() {
        return (context, action, resource) -> {
            if (!(context.principal() instanceof Principal.AccountPrincipal caller)
                    || !caller.account().equals(resource.owner())) {
                throw new ObjectStoreException.AccessDenied(action, resource);
            }
        };
    }

    public static GatewayFixture start() {
        return start(store(), UnaryOperator.identity(), Clock.systemUTC());
    }

    public static GatewayFixture start(ObjectStore store, UnaryOperator<S3GatewayConfiguration> change, Clock clock) {
        InMemoryAccessKeys keys = new InMemoryAccessKeys();
        keys.add(KEY);
        keys.add(OTHER_KEY);
        try {
            return new GatewayFixture(S3Gateway.start(
                    change.apply(S3GatewayConfiguration.DEFAULT.withPort(0)), store, keys, clock));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private GatewayFixture(S3Gateway gateway) {
        this.gateway = gateway;
    }

    public InetSocketAddress address() {
        return gateway.address();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + address().getPort());
    }

    public static AwsCredentialsProvider credentials(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret().reveal()));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
