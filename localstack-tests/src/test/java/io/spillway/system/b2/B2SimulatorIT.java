package io.spillway.system.b2;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.spillway.system.python.PythonTool;
import io.spillway.system.server.ScriptedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The simulator by its own tests, which are Python beside it, and the door through its wrapper. */
class B2SimulatorIT {
    private static final String AUTHORIZE = "b2_authorize_account";
    private static final int PART_BYTES = 5_000_000;

    private static B2Simulator simulator;

    @BeforeAll
    static void startTheSimulator() throws Exception {
        simulator = B2Simulator.start(PART_BYTES);
    }

    @AfterAll
    static void endTheSimulator() throws Exception {
        simulator.close();
    }

    @BeforeEach
    void clear() throws IOException {
        simulator.clearFaults();
        simulator.resetStatistics();
    }

    @Test
    void theSimulatorPassesItsOwnTests() throws Exception {
        PythonTool python = new PythonTool(ScriptedServer.environment(B2Simulator.SCRIPT).resolve("bin/python"));

        PythonTool.Run run = python.run(
                List.of("-m", "unittest", "discover", "-s", "servers/b2_simulator_tests", "-t", "servers"), Map.of());

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("Ran [1-9][0-9]+ tests");
    }

    @Test
    void theMasterKeyIsAuthorized() throws Exception {
        HttpResponse<String> answer = authorize();

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode authorization = JsonNode.parser().parse(answer.body());
        assertThat(B2Statistics.number(authorization, "recommendedPartSize")).isEqualTo(PART_BYTES);
        assertThat(B2Statistics.field(authorization, "apiUrl").asString()).isEqualTo(simulator.url().toString());
    }

    @Test
    void aFaultStrikesAndIsCounted() throws Exception {
        int fault = simulator.addFault(B2Fault.on(AUTHORIZE).afterTheFirst(1).times(2).answers(503,
                "service_unavailable", Duration.ofSeconds(3)));

        assertThat(authorize().statusCode()).isEqualTo(200);
        HttpResponse<String> struck = authorize();
        assertThat(struck.statusCode()).isEqualTo(503);
        assertThat(struck.headers().firstValue("Retry-After")).contains("3");
        assertThat(simulator.timesMet(fault)).isOne();
        simulator.clearFaults();
        assertThat(authorize().statusCode()).isEqualTo(200);

        B2Statistics statistics = simulator.statistics();
        assertThat(statistics.calls(AUTHORIZE)).isEqualTo(new B2Statistics.Calls(3, 2, 0, 1, 0));
        assertThat(statistics.calls("b2_hide_file")).isEqualTo(B2Statistics.Calls.NONE);
        assertThat(statistics.classes()).isEqualTo(Map.of("A", 0L, "B", 0L, "C", 3L));
    }

    @Test
    void everyKindOfFaultIsAccepted() throws Exception {
        B2Fault.Selection downloads = B2Fault.on("b2_download_file_by_id").forNames("none/").everyTime();
        for (B2Fault fault : List.of(downloads.answers(500, "internal_error"), downloads.delays(Duration.ofMillis(1)),
                downloads.dropsBefore(), downloads.dropsAfter(), downloads.dropsInTheMiddle(), downloads.corrupts(),
                downloads.shortens(), downloads.expiresToken())) {
            assertThat(simulator.timesMet(simulator.addFault(fault))).as(fault.toString()).isZero();
        }
    }

    @Test
    void aFaultForNoCallOfB2IsRefused() {
        assertThatThrownBy(() -> simulator.addFault(B2Fault.on("b2_magic").dropsBefore()))
                .hasMessageContaining("b2_magic");
    }

    @Test
    void expiredTokensAreRefused() throws Exception {
        String token = B2Statistics.field(JsonNode.parser().parse(authorize().body()), "authorizationToken").asString();
        String listing = "b2_list_keys?accountId=none";
        assertThat(get(listing, token).body()).doesNotContain("expired_auth_token");

        simulator.expireTokens(B2Simulator.Tokens.UPLOAD);
        assertThat(get(listing, token).body()).doesNotContain("expired_auth_token");
        simulator.expireTokens(B2Simulator.Tokens.ACCOUNT);

        assertThat(get(listing, token).body()).contains("expired_auth_token");
    }

    @Test
    void daysGoBy() throws Exception {
        assertThat(simulator.letDaysGoBy(1)).isEqualTo(new B2Simulator.Lifecycle(0, 0, 0));
    }

    private HttpResponse<String> authorize() throws Exception {
        String both = simulator.keyId() + ":" + simulator.key();
        return get(AUTHORIZE,
                "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> get(String call, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.url().resolve("/b2api/v2/" + call))
                .header("Authorization", authorization).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
