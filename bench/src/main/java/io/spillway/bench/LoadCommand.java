package io.spillway.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "load", mixinStandardHelpOptions = true, description = "Puts, gets or lists objects of one size in one bucket, and prints what it took.")
final class LoadCommand implements Callable<Integer> {
    private enum Kind {
        PUT, GET, LIST
    }

    @Parameters(paramLabel = "put|get|list", description = "get reads what an earlier put of the same size wrote")
    private Kind kind = Kind.PUT;
    @Option(names = "--endpoint", required = true, description = "such as http://127.0.0.1:9320")
    private URI endpoint = URI.create("");
    @Option(names = "--credentials", required = true, description = "a file in AWS's INI form")
    private Path credentials = Path.of("");
    @Option(names = "--bucket", defaultValue = "bench", description = "default: ${DEFAULT-VALUE}")
    private String bucket = "";
    @Option(names = "--create-bucket", description = "make the bucket first")
    private boolean createBucket;
    @Option(names = "--size", defaultValue = "4KiB", description = "of an object; default: ${DEFAULT-VALUE}")
    private Size size = new Size(0);
    @Option(names = "--count", defaultValue = "100000", description = "most operations; default: ${DEFAULT-VALUE}")
    private long count;
    @Option(names = "--stored", description = "with get and list: how many objects were put; default: --count")
    private long stored;
    @Option(names = "--concurrency", defaultValue = "16", description = "clients; default: ${DEFAULT-VALUE}")
    private int concurrency;
    @Option(names = "--seconds", defaultValue = "10", description = "most time; default: ${DEFAULT-VALUE}")
    private int seconds;
    @Option(names = "--pid", description = "the server's process, to measure its CPU and memory")
    private long pid;

    @Override
    public Integer call() throws IOException, InterruptedException {
        S3Load s3 = new S3Load(endpoint, Credentials.read(credentials), bucket);
        if (createBucket) {
            s3.createBucket();
        }
        Body body = new Body(size.bytes());
        Measurement done = switch (kind) {
            case PUT -> load("PUT " + size).run(() -> s3.puts(body));
            case GET -> load("GET " + size).run(() -> s3.gets(body, stored > 0 ? stored : count));
            case LIST -> new Load("LIST", 1, 1, Duration.ofSeconds(seconds), server())
                    .run(() -> s3.listings(stored > 0 ? stored : count));
        };
        System.out.println(done.inWords());
        return done.errors() == 0 ? 0 : 1;
    }

    private Load load(String what) {
        return new Load(what, concurrency, count, Duration.ofSeconds(seconds), server());
    }

    private OptionalLong server() {
        return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
    }
}
