package io.spillway.appliance.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.micronaut.serde.ObjectMapper;
import io.spillway.appliance.admin.answer.ErrorAnswer;
import io.spillway.cluster.api.account.Secret;

/** Calls the administration API of one appliance. Tries once: its user is there to try again. */
public final class AdminClient implements AutoCloseable {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    /** A target that is added or probed is asked some ten times, and each call to a cloud may take minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final URI address;
    private final Secret token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE)
            .version(HttpClient.Version.HTTP_1_1).build();

    public AdminClient(URI address, Secret token) {
        this.address = address;
        this.token = token;
    }

    /** What the route answers, as JSON. */
    public String get(String route, Map<String, String> query) throws UnreachableException, RefusedException {
        String parameters = query.entrySet().stream().map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(route + (parameters.isEmpty() ? "" : "?" + parameters)).GET());
    }

    public String post(String route, Object body) throws UnreachableException, RefusedException {
        return send(request(route).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(body))));
    }

    /** Writes a body or an answer as JSON. */
    public static String write(Object body) {
        try {
            return ObjectMapper.getDefault().writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("a body that cannot be written as JSON", e);
        }
    }
    /** Reads an answer. */
    public static <T> T read(String json, Class<T> type) throws RefusedException {
        try {
            return Optional.ofNullable(ObjectMapper.getDefault().readValue(json, type))
                    .orElseThrow(() -> new IOException("it is empty"));
        } catch (IOException e) {
            throw new RefusedException("the answer cannot be understood (" + e.getMessage()
                    + "); use the command line of the appliance's own release");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(address.resolve(route)).timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.reveal()).header("Accept", "application/json");
    }

    private String send(HttpRequest.Builder request) throws UnreachableException, RefusedException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                return response.body();
            }
            throw new RefusedException(error(response));
        } catch (HttpConnectTimeoutException e) {
            throw gone(e);
        } catch (HttpTimeoutException e) {
            throw new UnreachableException("no answer came from " + address + " within " + PATIENCE.toMinutes()
                    + " minutes; what was asked may still be done: look again", e);
        } catch (IOException e) {
            throw gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for " + address, e);
        }
    }

    private UnreachableException gone(IOException e) {
        return new UnreachableException("no appliance answers at " + address + " (" + e
                + "); start it with: spillway serve", e);
    }

    private String error(HttpResponse<String> response) {
        try {
            return read(response.body(), ErrorAnswer.class).error();
        } catch (RefusedException _) {
            return address + " answered with status " + response.statusCode() + "; is it an appliance?";
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
