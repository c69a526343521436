package io.spillway.appliance.demo;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTextTest {
    private static final Path HERE = Path.of("/home/me/spillway");

    @Test
    void pathsBelowTheCurrentFolderAreShortened() {
        CommandText commands = new CommandText(HERE, Optional.of(HERE));

        assertThat(commands.spillway("status", "--data", HERE.resolve("spillway-demo/appliance")))
                .isEqualTo("./spillway status --data spillway-demo/appliance");
        assertThat(commands.spillway("status", "--data", Path.of("/srv/data")))
                .isEqualTo("./spillway status --data /srv/data");
    }

    @Test
    void fromAnotherFolderTheLauncherIsNamedInFull() {
        assertThat(new CommandText(Path.of("/tmp"), Optional.of(HERE)).spillway("version"))
                .isEqualTo("/home/me/spillway/spillway version");
        assertThat(new CommandText(Path.of("/tmp"), Optional.empty()).spillway("version"))
                .isEqualTo("spillway version");
    }

    @Test
    void whatAShellWouldTakeApartIsQuoted() {
        assertThat(new CommandText(HERE, Optional.empty()).command("aws", "s3://demo/it's here (1).jpg"))
                .isEqualTo("aws 's3://demo/it'\\''s here (1).jpg'");
    }
}
