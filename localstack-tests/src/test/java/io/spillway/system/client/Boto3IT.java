package io.spillway.system.client;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.spillway.system.python.PythonTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The Python client; what it does stands in {@code boto3/check.py}. */
@ExtendWith(SharedAppliance.Provider.class)
class Boto3IT {
    @TempDir
    Path folder;

    @Test
    void boto3WorksAtItsDefaults(SharedAppliance appliance) throws Exception {
        PythonTool boto3 = PythonTool.installed("boto3", "/boto3/requirements.lock");
        Path script = folder.resolve("check.py");
        try (InputStream resource = Boto3IT.class.getResourceAsStream("/boto3/check.py")) {
            Files.copy(resource, script);
        }

        PythonTool.Run run = boto3.run(List.of(script.toString(), appliance.s3().toString(), folder.toString()),
                Map.of("AWS_SHARED_CREDENTIALS_FILE", appliance.credentialsFile().toString(), "AWS_CONFIG_FILE",
                        folder.resolve("no-config").toString(), "PYTHONWARNINGS", "ignore"));

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output().lines()).hasSize(6).allMatch(line -> line.startsWith("ok "));
    }
}
