package io.spillway.system.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import io.spillway.system.appliance.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

import static org.assertj.core.api.Assertions.assertThat;

class ServeIT {
    private static final Pattern ONE_LINE = Pattern.compile("spillway: [^\n]+\n");

    @TempDir
    private Path folder;

    @Test
    void aFirstStartMakesEverythingAndEndsCleanly() throws Exception {
        Path data = folder.resolve("data");

        try (ApplianceProcess appliance = ApplianceProcess.start(ApplianceProcess.Launch.on(data))) {
            assertThat(appliance.output()).isEqualTo(
                    "ready s3=" + appliance.s3() + " admin=" + appliance.admin() + " data=" + data + "\n");
            assertThat(appliance.stop()).isZero();
            assertThat(appliance.output()).as("a clean end says nothing").hasLineCount(1);
        }

        for (String secret : List.of("credentials", "admin-token", "identity")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .as(secret).isEqualTo("rw-------");
        }
        assertThat(data.resolve("volume")).isDirectory();
        assertThat(data.resolve("run")).doesNotExist();
    }

    @Test
    void aSecondStartKeepsIdentityAndKeys() throws Exception {
        Path data = folder.resolve("data");
        String identity;
        AwsCredentials key;
        try (ApplianceProcess appliance = ApplianceProcess.start(ApplianceProcess.Launch.on(data))) {
            identity = Files.readString(data.resolve("identity"));
            key = ApplianceCredentials.of(data).resolveCredentials();
            appliance.kill();
        }

        try (ApplianceProcess _ = ApplianceProcess.start(ApplianceProcess.Launch.on(data))) {
            assertThat(data.resolve("identity")).hasContent(identity);
            assertThat(ApplianceCredentials.of(data).resolveCredentials()).isEqualTo(key);
            assertThat(CommandProcess.run("key", "list", "--data", data).out()).contains(key.accessKeyId())
                    .doesNotContain(key.secretAccessKey());
        }
    }

    @Test
    void commandsFindTheApplianceThatServesADataDirectory() throws Exception {
        Path data = folder.resolve("data");
        try (ApplianceProcess appliance = ApplianceProcess.start(ApplianceProcess.Launch.on(data))) {
            CommandProcess status = CommandProcess.run("status", "--data", data);
            assertThat(status.err()).isEmpty();
            assertThat(status.out()).contains("s3       " + appliance.s3(), "in service");

            CommandProcess made = CommandProcess.run("key", "create", "--account", "research", "--data", data);
            Matcher secret = Pattern.compile("aws_secret_access_key = (\\S+)").matcher(made.out());
            assertThat(secret.find()).isTrue();
            assertThat(CommandProcess.run("key", "list", "--json", "--data", data).out())
                    .contains("\"account\":\"research\"").doesNotContain(secret.group(1));

            CommandProcess lost = CommandProcess.run("explain", "nowhere/key", "--data", data);
            assertThat(lost.code()).isEqualTo(1);
            assertThat(lost.err()).isEqualTo("spillway: container nowhere does not exist\n");

            assertThat(appliance.output()).doesNotContain(secret.group(1),
                    Files.readString(data.resolve("admin-token")).strip(),
                    ApplianceCredentials.of(data).resolveCredentials().secretAccessKey());
        }

        CommandProcess gone = CommandProcess.run("status", "--data", data);
        assertThat(gone.code()).isEqualTo(3);
    }

    @Test
    void explainShowsTheChunksOfAnObject() throws Exception {
        Path data = folder.resolve("data");
        try (ApplianceProcess appliance = ApplianceProcess
                .start(ApplianceProcess.Launch.on(data).with("metachunk.size=64KiB"));
                Bucket bucket = new Bucket(appliance.s3(), ApplianceCredentials.of(data), "photos")) {
            bucket.create();
            bucket.put("a/b c.jpg", new byte[100_000]);

            CommandProcess explained = CommandProcess.run("explain", "photos/a/b c.jpg", "--data", data);

            assertThat(explained.err()).isEmpty();
            assertThat(explained.out()).contains("storage policy  single", "size            97.7 KiB (100000 bytes)")
                    .containsPattern("(?m)^ +0 +65536 +volume \\S+ +chunk [0-9a-f]{32}$")
                    .containsPattern("(?m)^ +65536 +34464 +volume \\S+ +chunk [0-9a-f]{32}$");
        }
    }

    @Test
    void theFirstKeyCanBeGivenByTheEnvironment() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> incomplete = Map.of("SPILLWAY_ROOT_ACCESS_KEY", "operator");

        CommandProcess refused = CommandProcess.run(incomplete, "serve", "--data", data, "--s3", "127.0.0.1:0",
                "--admin", "127.0.0.1:0");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("SPILLWAY_ROOT_SECRET_KEY is missing").matches(ONE_LINE);
    }

    @Test
    void aSecondProcessOnTheSameDataDirectoryIsRefused() throws Exception {
        Path data = folder.resolve("data");
        try (ApplianceProcess appliance = ApplianceProcess.start(ApplianceProcess.Launch.on(data))) {
            assertRefused("in use by process " + appliance.pid(), "--data", data);
            assertThat(appliance.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "admin"})
    void aPortThatIsTakenIsRefusedWithItsKey(String door) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertRefused(door + ".address " + address + " is taken", "--data", folder.resolve("data"),
                    "--" + door, address);
        }
        assertThat(folder.resolve("data/run")).doesNotExist();
    }

    @Test
    void aVolumeElsewhereIsMadeByInitAndRefusedWhenItIsNotMounted() throws Exception {
        Path data = folder.resolve("data");
        Path volume = folder.resolve("disk/volume");
        String[] options = {"--data", data.toString(), "--set", "volumes=" + volume};

        assertRefused("run spillway init", (Object[]) options);
        assertThat(folder).isEmptyDirectory();
        assertThat(CommandProcess.run("init", "--data", data, "--set", "volumes=" + volume).code()).isZero();
        Files.move(volume, folder.resolve("unmounted"));
        Files.createDirectory(volume);
        assertRefused("no volume is at " + volume, (Object[]) options);
        assertThat(volume).isEmptyDirectory();
        Files.delete(volume);
        Files.move(folder.resolve("unmounted"), volume);
        try (ApplianceProcess appliance = ApplianceProcess
                .start(ApplianceProcess.Launch.on(data).with("volumes=" + volume))) {
            assertThat(appliance.stop()).isZero();
        }
    }

    @Test
    void aVolumeOfAnotherNodeIsRefused() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        CommandProcess.run("init", "--data", first);
        CommandProcess.run("init", "--data", second);

        assertRefused("belongs to cluster", "--data", first, "--set", "volumes=" + second.resolve("volume"));
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        Path data = folder.resolve("data");
        CommandProcess.run("init", "--data", data);
        Path identity = data.resolve("identity");
        Files.writeString(identity, Files.readString(identity).replace("format=1", "format=99"));

        assertRefused("has format 99", "--data", data);
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws Exception {
        Files.writeString(folder.resolve("letter.txt"), "dear");

        assertRefused("other files (letter.txt)", "--data", folder);
    }

    private static void assertRefused(String reason, Object... options) throws IOException, InterruptedException {
        List<Object> all = new ArrayList<>(
                List.of("serve", "--set", "s3.address=127.0.0.1:0", "--set", "admin.address=127.0.0.1:0"));
        all.addAll(List.of(options));
        CommandProcess run = CommandProcess.run(all.toArray());

        assertThat(run.err()).contains(reason).matches(ONE_LINE);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
    }
}
