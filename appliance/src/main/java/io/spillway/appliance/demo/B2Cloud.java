package io.spillway.appliance.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.b2.B2CloudStore;
import io.spillway.cloud.b2.B2Credentials;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.cloud.b2.B2Target;

/** A bucket on a simulator of Backblaze B2 that runs as long as the demo. */
final class B2Cloud implements DemoCloud {
    private static final String BUCKET = "spillway-demo";
    private static final String KEY_ID = "demo";
    private static final String KEY = "demodemo";
    private static final int PAGE = 1000;

    private final URI endpoint;
    private final Path credentials;
    private final CloudStore store;

    private B2Cloud(URI endpoint, Path credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.store = new B2CloudStore(new B2Target(BUCKET, Optional.of(endpoint), ""), B2Settings.DEFAULT,
                () -> new B2Credentials(KEY_ID, KEY));
    }

    /** Starts the simulator, which the first time is installed, with a bucket. */
    static B2Cloud start(Children children, DemoFolder folder, Optional<Path> home)
            throws DemoException, InterruptedException {
        try {
            Files.writeString(folder.cloudCredentials(), """
                    applicationKeyId = %s
                    applicationKey = %s
                    """.formatted(KEY_ID, KEY));
            CloudServer server = CloudServer.start(children, folder, home, "b2_simulator", "--key-id",
                    KEY_ID, "--key", KEY, "--bucket", BUCKET);
            server.await(() -> server.printed().contains("\"url\""));
            return new B2Cloud(server.endpoint(), folder.cloudCredentials());
        } catch (IOException e) {
            throw new DemoException("the simulator of B2 could not be started: " + e, e);
        }
    }

    @Override
    public String description() {
        return "the bucket " + BUCKET + " on a simulator of Backblaze B2 at " + endpoint;
    }

    @Override
    public List<Object> options() {
        return List.of("--type", "b2", "--bucket", BUCKET, "--endpoint", endpoint, "--credentials", credentials);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of("type", "b2", "settings", Map.of("bucket", BUCKET, "endpoint", endpoint.toString()),
                "credentials", Map.of("applicationKeyId", KEY_ID, "applicationKey", KEY));
    }

    @Override
    public Footprint footprint() throws DemoException {
        long files = 0;
        long bytes = 0;
        try {
            Optional<ListCursor> at = Optional.of(ListCursor.START);
            while (at.isPresent()) {
                Listing page = store.list("", at.get(), PAGE);
                for (Listing.Item item : page.items()) {
                    files++;
                    bytes += item instanceof Listing.Stored stored ? stored.length() : 0;
                }
                at = page.next();
            }
            return new Footprint(files, bytes);
        } catch (CloudException e) {
            throw new DemoException("the bucket on the simulator cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
