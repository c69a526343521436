package io.spillway.system.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python in a virtual environment with the packages that a test needs. */
public record PythonTool(Path python) {
    private static final String COMPLETE = "complete";
    private static final int OLDEST_MINOR = 9;

    /**
     * The Python with the packages of a lock file, in an environment under the user's cache folder that is named by the
     * lock's hash. Made at first use; a made one is used again without a network.
     */
    public static PythonTool installed(String name, String lockResource) throws IOException, InterruptedException {
        byte[] lock;
        try (InputStream resource = PythonTool.class.getResourceAsStream(lockResource)) {
            if (resource == null) {
                throw new IOException("the lock file " + lockResource + " is not among the resources");
            }
            lock = resource.readAllBytes();
        }
        Path environment = cache().resolve(name + "-" + hash(lock));
        PythonTool tool = new PythonTool(environment.resolve("bin").resolve("python"));
        if (!Files.exists(environment.resolve(COMPLETE))) {
            install(environment, lock, tool);
        }
        return tool;
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("spillway");
    }

    private static String hash(byte[] lock) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lock), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void install(Path environment, byte[] lock, PythonTool tool)
            throws IOException, InterruptedException {
        Files.createDirectories(environment.getParent());
        List<String> tried = new ArrayList<>();
        for (Path python : candidates()) {
            Run made = runCommand(List.of(python.toString(), "-m", "venv", "--clear", environment.toString()),
                    Map.of());
            if (made.code() == 0) {
                fill(environment, lock, tool);
                return;
            }
            tried.add(python + ": " + made.output().lines().findFirst().orElse("no reason given"));
        }
        throw new IOException("no Python 3." + OLDEST_MINOR + " or newer that can make a virtual environment was found"
                + " on the PATH or in ~/.pyenv/versions; install one (Debian: python3 and python3-venv). Tried: "
                + tried);
    }

    private static void fill(Path environment, byte[] lock, PythonTool tool)
            throws IOException, InterruptedException {
        Path lockFile = Files.write(environment.resolve("requirements.lock"), lock);
        Run filled = tool.run(List.of("-m", "pip", "install", "--no-compile", "--disable-pip-version-check",
                "--require-hashes", "--only-binary", ":all:", "-r", lockFile.toString()), Map.of());
        if (filled.code() != 0) {
            throw new IOException("pip could not install " + lockFile + " (it needs a package index): "
                    + filled.output());
        }
        Files.createFile(environment.resolve(COMPLETE));
    }

    /** Pythons that are new enough, on the PATH first. */
    private static List<Path> candidates() throws IOException, InterruptedException {
        List<Path> folders = new ArrayList<>(
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)).map(Path::of).toList());
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(pyenv)) {
            try (Stream<Path> versions = Files.list(pyenv)) {
                versions.map(version -> version.resolve("bin")).sorted().forEach(folders::add);
            }
        }
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            Path python = folder.resolve("python3");
            if (Files.isExecutable(python) && isNewEnough(python)) {
                found.add(python);
            }
        }
        return found;
    }

    private static boolean isNewEnough(Path python) throws IOException, InterruptedException {
        return runCommand(
                List.of(python.toString(), "-c", "import sys; sys.exit(sys.version_info < (3, " + OLDEST_MINOR + "))"),
                Map.of()).code() == 0;
    }

    /** What a run answered. */
    public record Run(int code, String output) {}

    /** Runs this Python with these arguments, for at most five minutes. */
    public Run run(List<String> arguments, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString()));
        command.addAll(arguments);
        return runCommand(command, environment);
    }

    private static Run runCommand(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("python-", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
