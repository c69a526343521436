package io.spillway.appliance.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.appliance.configuration.DataSize;
import org.jspecify.annotations.Nullable;

/** The appliance as a process of its own, started as this one was: the same Java, its flags, the same jars. */
final class ApplianceChild {
    private static final String HOST = "127.0.0.1";
    private static final int S3_PORT = 9320;
    private static final int ADMIN_PORT = 9321;
    private static final String ANY_PORT = HOST + ":0";
    private static final String MAIN = "io.spillway.appliance.Main";
    private static final Pattern READY = Pattern.compile("ready s3=(\\S+) admin=(\\S+) data=.*");
    /** Some seconds; a machine that does much else at the time may take minutes. */
    private static final long START_SECONDS = 300;
    /** Objects up to this size have no chunk file. */
    static final DataSize INLINE_MAX = new DataSize(8 << 10);
    /** Graces of an hour are for real readers; the demo wants to see files go. */
    private static final List<String> SETTINGS = List.of("store.readers-grace=2s", "tier.release-grace=0s",
            "tier.interval=1s", "store.inline-max=" + INLINE_MAX.bytes());

    private final ChildProcess child;
    private final Launch launch;
    private final URI s3;
    private final URI admin;

    private ApplianceChild(ChildProcess child, Launch launch, URI s3, URI admin) {
        this.child = child;
        this.launch = launch;
        this.s3 = s3;
        this.admin = admin;
    }

    /** How it is started. */
    record Launch(DemoFolder folder, String s3, String admin) {
        /** On the ports of an appliance, or any where those are taken. */
        static Launch on(DemoFolder folder) {
            boolean free = free(S3_PORT) && free(ADMIN_PORT);
            return new Launch(folder, free ? HOST + ":" + S3_PORT : ANY_PORT,
                    free ? HOST + ":" + ADMIN_PORT : ANY_PORT);
        }

        /** What follows {@code spillway} on the command line. */
        List<Object> arguments() {
            List<Object> arguments = new ArrayList<>(
                    List.of("serve", "--data", folder.appliance(), "--s3", s3, "--admin", admin));
            SETTINGS.forEach(setting -> arguments.addAll(List.of("--set", setting)));
            return arguments;
        }

        private ProcessBuilder process() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.add("-Dspillway.bound-to=" + ProcessHandle.current().pid());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
            arguments().forEach(argument -> command.add(argument.toString()));
            return new ProcessBuilder(command).redirectError(Redirect.appendTo(folder.log().toFile()));
        }

        private static boolean free(int port) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
                return socket.isBound();
            } catch (IOException _) {
                return false;
            }
        }
    }

    /** Starts it and returns when it serves. */
    static ApplianceChild start(Children children, Launch launch) throws DemoException, InterruptedException {
        try {
            ChildProcess child = children.start(launch.process());
            Matcher ready = READY.matcher(firstLine(child.process()));
            if (!ready.matches()) {
                throw new DemoException("the appliance did not start: " + lastLine(launch.folder().log())
                        + "; its log is " + launch.folder().log());
            }
            return new ApplianceChild(child, launch, URI.create(ready.group(1)), URI.create(ready.group(2)));
        } catch (IOException e) {
            throw new DemoException("the appliance could not be started: " + e, e);
        }
    }

    URI s3() {
        return s3;
    }

    URI admin() {
        return admin;
    }

    ChildProcess process() {
        return child;
    }

    DemoFolder folder() {
        return launch.folder();
    }

    /** Kills it, and starts it again on the same data at the same addresses. */
    ApplianceChild again(Children children) throws DemoException, InterruptedException {
        child.kill();
        return start(children, new Launch(launch.folder(), address(s3), address(admin)));
    }

    private static String address(URI door) {
        return door.getHost() + ":" + door.getPort();
    }

    /** The one line that it prints, or nothing if it ended before. */
    private static String firstLine(Process process) throws DemoException, InterruptedException {
        BufferedReader output = process.inputReader();
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(() -> {
            try {
                return output.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            String text = line.get(START_SECONDS, TimeUnit.SECONDS);
            return text == null ? "" : text;
        } catch (ExecutionException e) {
            throw new DemoException("the appliance's output could not be read: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new DemoException("the appliance was not ready within " + START_SECONDS + " s", e);
        }
    }

    /** What a process said last, which tells why it ended. */
    static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.stream().filter(line -> !line.isBlank()).reduce((_, last) -> last).orElse("it said nothing");
    }
}
