package io.spillway.system.appliance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The appliance as it was packaged, run as the launcher runs it. */
public final class PackagedAppliance {
    private PackagedAppliance() {}

    /** Java with these options and the appliance's main class; its arguments are to follow. */
    public static List<String> command(List<String> jvmOptions) {
        Path lib = Path.of(System.getProperty("spillway.lib", "../appliance/target/spillway/lib"));
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException(
                    "the packaged appliance is missing at " + lib + "; run ./mvnw package first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-XX:AOTCache=" + lib.resolveSibling("startup.aot"), "-Xlog:disable",
                "-Xlog:all=warning:stderr", "-Xlog:aot=off:stderr", "-Xlog:cds=off:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", lib.resolve("*").toString(),
                "io.spillway.appliance.Main"));
        return command;
    }
}
