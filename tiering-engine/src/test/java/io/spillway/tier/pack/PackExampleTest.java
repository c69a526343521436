package io.spillway.tier.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The worked example of docs/formats/remote-pack.md, byte by byte, so that neither can change without the other. */
class PackExampleTest {
    private static final Path PAGE = Path.of("..", "docs", "formats", "remote-pack.md");

    @Test
    void theExampleOnThePageIsWhatTheWriterWrites() throws IOException {
        byte[] stored = PackSamples.bytes(example());
        assertThat(exampleOfThePage()).isEqualTo(HexFormat.of().formatHex(stored));
    }

    private static Pack example() throws IOException {
        byte[] content = "hello, tier".getBytes(StandardCharsets.US_ASCII);
        var identity = new PackIdentity(new ClusterId(UUID.fromString("6f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f")),
                new AccountName("default"), new ContainerName("photos"), new ObjectKey("a.txt"),
                new VersionId("0192f0a1b2c3d4e5f60718293a4b5c6d"), 0, 1, content.length,
                HexFormat.of().formatHex(PackFormat.sha256().digest(content)));
        return Pack.of(PackLayout.of(List.of(identity)), PackSamples.at(content));
    }

    /** The hex columns between the page's two marks: an offset, a bar, hex bytes, a bar, words. */
    private static String exampleOfThePage() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.matches("    [0-9]+ \\| .*"))
                .map(line -> line.substring(line.indexOf("|") + 1, line.lastIndexOf("|")).replace(" ", ""))
                .collect(Collectors.joining());
    }
}
