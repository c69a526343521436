package io.spillway.appliance.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.credentials.CredentialsFile;
import io.spillway.appliance.tier.TargetRequest;
import io.spillway.cluster.api.account.Secret;
import picocli.CommandLine.Option;

/** What a target is. */
final class TargetOptions {
    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "directory, s3, or b2.")
    private String type = "";

    @Option(names = "--path", paramLabel = "DIR", description = "The folder of a directory target; made if it is not there.")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The bucket of an s3 or b2 target, which must exist.")
    private Optional<String> bucket = Optional.empty();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Keeps everything under this prefix; each appliance needs its own.")
    private Optional<String> prefix = Optional.empty();

    @Option(names = "--endpoint", paramLabel = "URL", description = "A service other than AWS or Backblaze, such as http://127.0.0.1:4566.")
    private Optional<String> endpoint = Optional.empty();

    @Option(names = "--region", paramLabel = "REGION", description = "The region of an s3 bucket (default: us-east-1).")
    private Optional<String> region = Optional.empty();

    @Option(names = "--credentials", paramLabel = "FILE", description = "A file with lines NAME = VALUE under [default]: aws_access_key_id and aws_secret_access_key for s3, applicationKeyId and applicationKey for b2. It is read once, and kept sealed.")
    private Optional<Path> credentials = Optional.empty();

    @Option(names = "--class", paramLabel = "NAME", description = "What readers see as the storage class of objects that are there only (default: the target's name). A class of S3's own is also what objects are stored in.")
    private Optional<String> shownClass = Optional.empty();

    /** The body of the request that adds it. */
    Map<String, Object> request(String name) throws CredentialsException {
        return Map.of("name", name, "type", type, "settings", settings(), "credentials", credentials());
    }

    /** The same for a command that opens it here. */
    TargetRequest described(String name) throws CredentialsException {
        Map<String, Secret> secrets = new HashMap<>();
        credentials().forEach((key, value) -> secrets.put(key, new Secret(value)));
        return new TargetRequest(name, type, settings(), secrets);
    }

    private Map<String, String> credentials() throws CredentialsException {
        return credentials.isPresent() ? CredentialsFile.read(credentials.get()) : Map.of();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        path.ifPresent(value -> settings.put("path", value.toAbsolutePath().normalize().toString()));
        bucket.ifPresent(value -> settings.put("bucket", value));
        prefix.ifPresent(value -> settings.put("prefix", value));
        endpoint.ifPresent(value -> settings.put("endpoint", value));
        region.ifPresent(value -> settings.put("region", value));
        shownClass.ifPresent(value -> settings.put("class", value));
        return settings;
    }
}
