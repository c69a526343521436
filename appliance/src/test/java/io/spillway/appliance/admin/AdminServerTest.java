package io.spillway.appliance.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

import io.spillway.appliance.configuration.HostPort;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.appliance.node.TierOnDisk;
import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdminServerTest {
    private static final String TOKEN = "the-token-of-this-test";
    private static final InMemoryKeys KEYS = new InMemoryKeys();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    @TempDir
    private static Path folder;
    private static TierOnDisk tier;
    private static AdminServer server;

    @BeforeAll
    static void start() throws Exception {
        tier = TierOnDisk.open(folder);
        server = start(0);
    }

    @AfterAll
    static void stop() {
        server.close();
        tier.close();
        HTTP.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/status", "/v1/placement?bucket=photos&key=k", "/v1/keys", "/v1/openapi.yml",
            "/v1/targets", "/v1/policies/runs/1", "/v1/history?bucket=photos&key=k",
            "/no/such/route", "/"})
    void noRouteAnswersWithoutTheToken(String route) throws Exception {
        assertThat(send(request(route)).statusCode()).isEqualTo(401);
        assertThat(send(request(route).header("Authorization", "Bearer " + TOKEN + "x")).statusCode()).isEqualTo(401);
        assertThat(send(request(route).header("Authorization", "Basic " + TOKEN)).statusCode()).isEqualTo(401);
        assertThat(send(request(route).header("Authorization", "Bearer ")).body()).contains("\"error\":")
                .contains("admin-token");
    }

    @Test
    void aKeyIsNotMadeWithoutTheToken() throws Exception {
        HttpResponse<String> response = send(request("/v1/keys").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"account\":\"intruder\"}")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(KEYS.list()).noneMatch(entry -> entry.account().value().equals("intruder"));
    }

    @Test
    void statusTellsVolumesAndAccounts() throws Exception {
        assertThat(get("/v1/status").body()).isEqualTo("{\"version\":\"1.2.3\",\"cluster\":\""
                + OneObjectView.CLUSTER + "\",\"node\":\"" + OneObjectView.NODE
                + "\",\"s3\":\"http://127.0.0.1:9320\",\"dataDirectory\":\"/srv/spillway\","
                + "\"defaultStoragePolicy\":\"single\",\"volumes\":[{\"node\":\"" + OneObjectView.NODE
                + "\",\"volume\":\"" + OneObjectView.VOLUME
                + "\",\"score\":97,\"capacityBytes\":2147483648,\"freeBytes\":1073741824,\"state\":\"in service\"}],"
                + "\"accounts\":[{\"account\":\"default\",\"containers\":1,\"objects\":1,\"bytes\":30}],\"alarms\":[]}");
    }

    @Test
    void placementTellsWhereEachSliceIs() throws Exception {
        String body = get("/v1/placement?bucket=photos&key=2026%2F%C3%A9t%C3%A9+%26+co%3F.jpg").body();

        assertThat(body).contains("\"key\":\"2026/été & co?.jpg\"", "\"storagePolicy\":\"single\"",
                "\"modified\":\"1970-01-01T00:00:00Z\"");
        assertThat(body).contains("{\"offset\":0,\"length\":10,\"chunks\":[{\"chunk\":\"" + "5".repeat(32));
        assertThat(body).contains(
                "{\"offset\":20,\"length\":10,\"chunks\":[],\"inline\":false,\"remote\":{\"target\":\"cold\"");
        assertThat(body).contains("{\"offset\":30,\"length\":10,\"chunks\":[],\"inline\":true,\"remote\":null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/placement?bucket=music&key=k             | 404 | container music does not exist
            /v1/placement?bucket=photos&key=k            | 404 | container photos has no object
            /v1/placement?bucket=No&key=k                | 400 | container name \\"No\\" is not legal
            /v1/placement?bucket=photos&key=k&version=x  | 400 | version id \\"x\\" is not 32 lower-case hex digits
            /v1/placement?bucket=photos                  | 400 | [key]
            /v1/nothing                                  | 404 | /v1/nothing
            """)
    void errorsAreOneSentenceThatNamesTheThing(String route, int status, String message) throws Exception {
        HttpResponse<String> response = get(route);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":\"").contains(message);
    }

    @Test
    void aNewKeyIsShownOnceAndKept() throws Exception {
        HttpResponse<String> response = post("/v1/keys", "{\"account\":\"research\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        AccessKey key = KEYS.list().stream().filter(entry -> entry.account().value().equals("research")).findFirst()
                .flatMap(entry -> KEYS.find(entry.id())).orElseThrow();
        assertThat(response.body()).isEqualTo("{\"account\":\"research\",\"accessKeyId\":\"" + key.id()
                + "\",\"secretAccessKey\":\"" + key.secret().reveal() + "\"}");
        assertThat(get("/v1/keys").body()).contains("{\"account\":\"research\",\"accessKeyId\":\"" + key.id() + "\"}")
                .doesNotContain(key.secret().reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"account\":\"No Such Name\"}", "{}", "{", "[]"})
    void aBadRequestForAKeyMakesNone(String body) throws Exception {
        int before = KEYS.list().size();

        HttpResponse<String> response = post("/v1/keys", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"");
        assertThat(KEYS.list()).hasSize(before);
    }

    @Test
    void theApiDescribesItself() throws Exception {
        assertThat(get("/v1/openapi.yml").body()).contains("/v1/status:", "/v1/placement:", "/v1/keys:",
                "/v1/targets:", "/v1/policies/check:", "/v1/policies/runs:", "/v1/recalls:", "/v1/history:",
                "scheme: bearer");
    }

    @Test
    void aPortThatIsTakenIsToldAndNothingStaysBehind() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort())).rootCause()
                    .hasMessageContaining("Address already in use");
        }
    }

    private static AdminServer start(int port) {
        return AdminServer.start(new HostPort("127.0.0.1", port), new Secret(TOKEN),
                OneObjectView.FACTS, new AdminServer.Ports(new OneObjectView(), KEYS,
                        new AccessKeyGenerator(new SecureRandom()), Clock.systemUTC(), tier.routes()));
    }

    private static HttpResponse<String> get(String route) throws Exception {
        return send(request(route).header("Authorization", "Bearer " + TOKEN));
    }

    private static HttpResponse<String> post(String route, String body) throws Exception {
        return send(request(route).header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(server.address().resolve(route));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
