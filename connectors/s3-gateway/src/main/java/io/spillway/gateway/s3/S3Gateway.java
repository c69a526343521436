package io.spillway.gateway.s3;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;

import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.gateway.s3.auth.RequestVerifier;
import io.spillway.gateway.s3.http.GatewayServer;

/** A running S3 gateway in front of an object store. */
public final class S3Gateway implements AutoCloseable {
    private final GatewayServer server;

    private S3Gateway(GatewayServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param clock by which the age of signatures is judged
     * @throws IOException if the address cannot be listened at; the message says why and what can be done
     */
    public static S3Gateway start(S3GatewayConfiguration configuration, ObjectStore store, AccessKeys keys,
            Clock clock) throws IOException {
        VerifiedOperations operations = new VerifiedOperations(
                new RequestVerifier(keys, clock, configuration.region()),
                OperationTable.over(store, configuration.region()), configuration, clock);
        return new S3Gateway(GatewayServer.start(operations,
                new InetSocketAddress(configuration.host(), configuration.port()), configuration.limits(), clock));
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Takes no more requests, lets running ones end within {@code closeTimeout}, then closes what is left. */
    @Override
    public void close() {
        server.close();
    }
}
