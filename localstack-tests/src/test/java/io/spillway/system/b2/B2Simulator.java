package io.spillway.system.b2;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.spillway.system.server.ScriptedServer;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A running simulator of Backblaze B2 with one account. It keeps nothing, and ends with {@link #close} or with this
 * JVM. Beside the service's calls it has a door for tests, which the methods here go through.
 */
public final class B2Simulator implements AutoCloseable {
    static final String SCRIPT = "b2_simulator.sh";
    private static final Duration DOOR_WITHIN = Duration.ofSeconds(30);

    private final ScriptedServer server;
    private final String keyId;
    private final String key;
    private final HttpClient client = HttpClient.newHttpClient();

    private B2Simulator(ScriptedServer server, JsonNode ready) {
        this.server = server;
        this.keyId = B2Statistics.field(ready, "keyId").asString();
        this.key = B2Statistics.field(ready, "key").asString();
    }

    /**
     * Installs the simulator if need be, starts it on a free port of 127.0.0.1 and waits until it answers.
     *
     * @param recommendedPartBytes what it tells clients to take as the size of a large file's parts
     */
    public static B2Simulator start(int recommendedPartBytes) throws IOException {
        ScriptedServer server = ScriptedServer.start(SCRIPT,
                List.of("--recommended-part-size", Integer.toString(recommendedPartBytes)),
                started -> !readyLine(started).isEmpty());
        return new B2Simulator(server, JsonNode.parser().parse(readyLine(server)));
    }

    /** The line of JSON that says it is ready, whole; pip's output may stand before it. */
    private static String readyLine(ScriptedServer server) throws IOException {
        return server.output().lines().filter(line -> line.startsWith("{") && line.endsWith("}")).findFirst()
                .orElse("");
    }

    /** Where b2_authorize_account is asked, in the place of https://api.backblazeb2.com. */
    public URI url() {
        return server.endpoint();
    }

    /** The id of the master application key. */
    public String keyId() {
        return keyId;
    }

    /** The master application key. */
    public String key() {
        return key;
    }

    /** Adds a fault and answers its number, for {@link #timesMet}. */
    public int addFault(B2Fault fault) throws IOException {
        return Math.toIntExact(B2Statistics.number(door("POST", "faults", fault.json()), "id"));
    }

    /** How many calls a fault has struck. */
    public long timesMet(int fault) throws IOException {
        return B2Statistics.field(door("GET", "faults", ""), "rules").asArray().stream()
                .filter(rule -> B2Statistics.number(rule, "id") == fault)
                .mapToLong(rule -> B2Statistics.number(rule, "met")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the simulator has no fault " + fault));
    }

    /** Removes one fault, so that those of tests beside this one stay. */
    public void removeFault(int fault) throws IOException {
        door("DELETE", "faults?id=" + fault, "");
    }

    public void clearFaults() throws IOException {
        door("DELETE", "faults", "");
    }

    /** Kinds of tokens: of accounts, with authorizations of downloads; of upload URLs. */
    public enum Tokens {
        ACCOUNT, UPLOAD, ALL
    }

    /** Expires all tokens of a kind that were given out; their next use is answered expired_auth_token. */
    public void expireTokens(Tokens tokens) throws IOException {
        door("POST", "expire", "{\"tokens\": \"" + tokens.name().toLowerCase(Locale.ROOT) + "\"}");
    }

    public B2Statistics statistics() throws IOException {
        return B2Statistics.of(door("GET", "statistics", ""));
    }

    public void resetStatistics() throws IOException {
        door("DELETE", "statistics", "");
    }

    /** What lifecycle rules did: files hidden, versions deleted, unfinished large files cancelled. */
    public record Lifecycle(long hidden, long deleted, long cancelled) {}

    /** Runs the lifecycle rules of all buckets as if this many more days had gone by; timestamps and tokens stay. */
    public Lifecycle letDaysGoBy(int days) throws IOException {
        JsonNode done = door("POST", "lifecycle?days=" + days, "");
        return new Lifecycle(B2Statistics.number(done, "hidden"), B2Statistics.number(done, "deleted"),
                B2Statistics.number(done, "canceled"));
    }

    private JsonNode door(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url().resolve("/simulator/" + path)).timeout(DOOR_WITHIN)
                .method(method, BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the simulator refused " + method + " " + path + ": " + response.body());
            }
            return JsonNode.parser().parse(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the simulator was asked", e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
