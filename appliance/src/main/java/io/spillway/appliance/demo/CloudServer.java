package io.spillway.appliance.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A cloud on this machine: a script of the project's tree that serves it for as long as the demo runs. */
final class CloudServer {
    private static final Path SCRIPTS = Path.of("localstack-tests", "servers");
    /** The first start installs it: about a minute, more on a slow line. */
    private static final Duration START = Duration.ofMinutes(6);
    private static final long POLL_MILLIS = 200;

    private final String name;
    private final Process process;
    private final URI endpoint;
    private final Path log;

    /** Whether a server answers yet. */
    interface Readiness {
        boolean reached() throws IOException, InterruptedException;
    }

    private CloudServer(String name, Process process, URI endpoint, Path log) {
        this.name = name;
        this.process = process;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Starts a server at a free port.
     *
     * @param name of its script, without the ending
     * @param options behind the script's own words
     */
    static CloudServer start(Children children, DemoFolder folder, Optional<Path> home, String name, String... options)
            throws DemoException, IOException {
        Path relative = SCRIPTS.resolve(name + ".sh");
        Path script = home.map(path -> path.resolve(relative)).filter(Files::isExecutable)
                .orElseThrow(() -> new DemoException("this cloud needs " + relative
                        + " of the project's tree, which is not there; start the demo by the launcher ./spillway of a clone"));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(script.toString(), "run", Integer.toString(port)));
        command.addAll(List.of(options));
        Path log = folder.cloudLog(name);
        // The pipe to its standard input stays open as long as this process lives, and the server no longer.
        ChildProcess server = children.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        return new CloudServer(name, server.process(), URI.create("http://127.0.0.1:" + port), log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /** What it has printed so far. */
    String printed() throws IOException {
        return Files.readString(log);
    }

    void await(Readiness readiness) throws DemoException, IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!readiness.reached()) {
            if (!process.isAlive()) {
                throw new DemoException(name + " did not start: " + ApplianceChild.lastLine(log));
            }
            if (System.nanoTime() - end > 0) {
                throw new DemoException(
                        "%s was not there within %d minutes; its log is %s".formatted(name, START.toMinutes(), log));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
