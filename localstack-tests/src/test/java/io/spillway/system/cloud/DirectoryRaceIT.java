package io.spillway.system.cloud;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.contract.ContractTarget;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A folder that several processes write into at once. */
final class DirectoryRaceIT {
    private static final int KEYS = 60;
    private static final List<String> RIVALS = List.of("one", "two", "six");

    @Test
    @Timeout(120)
    void ofProcessesThatPutIfAbsentAtOnceOneWinsEachKey(@TempDir Path root) throws Exception {
        DirectoryTarget target = new DirectoryTarget(root, DirectoryCloudStore.mark(root), "");
        Map<String, Process> processes = new HashMap<>();
        try {
            for (String name : RIVALS) {
                processes.put(name, start(target, name));
            }
            Map<Integer, String> winners = race(processes);
            assertThat(winners).hasSize(KEYS);
            try (CloudStore store = new DirectoryCloudStore(target)) {
                for (int i = 0; i < KEYS; i++) {
                    try (CloudContent content = store.open(CloudRef.newest(new CloudKey("race/" + i)),
                            ReadRange.WHOLE)) {
                        assertThat(ContractTarget.rest(content, 3)).asString(UTF_8).isEqualTo(winners.get(i));
                    }
                }
            }
        } finally {
            processes.values().forEach(Process::destroyForcibly);
        }
    }

    private static Process start(DirectoryTarget target, String name) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return new ProcessBuilder(java, "-Xmx64m", "-cp", System.getProperty("java.class.path"),
                RivalProcess.class.getName(), target.root().toString(), target.id(), name, Integer.toString(KEYS))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Map<Integer, String> race(Map<String, Process> processes) throws Exception {
        Map<String, BufferedReader> outputs = new HashMap<>();
        for (Map.Entry<String, Process> rival : processes.entrySet()) {
            BufferedReader output = rival.getValue().inputReader(UTF_8);
            assertThat(output.readLine()).isEqualTo("ready");
            outputs.put(rival.getKey(), output);
        }
        for (Process rival : processes.values()) {
            rival.getOutputStream().write('\n');
            rival.getOutputStream().flush();
        }
        Map<Integer, String> winners = new HashMap<>();
        for (Map.Entry<String, BufferedReader> output : outputs.entrySet()) {
            List<String> won = new ArrayList<>(output.getValue().lines().toList());
            for (String key : won) {
                assertThat(winners.put(Integer.valueOf(key), output.getKey())).as("another winner of %s", key).isNull();
            }
        }
        for (Process rival : processes.values()) {
            assertThat(rival.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(rival.exitValue()).isZero();
        }
        return winners;
    }
}
