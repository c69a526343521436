package io.spillway.appliance.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.UnreachableException;
import io.spillway.appliance.credentials.AdminToken;
import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.datadirectory.RunFile;
import io.spillway.cluster.api.account.Secret;
import picocli.CommandLine.Option;

/** How a command finds the appliance that it speaks to. */
final class ApplianceOptions {
    private static final String TOKEN_VARIABLE = "SPILLWAY_ADMIN_TOKEN";

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "spillway-data", description = "The appliance's data directory (default: ./${DEFAULT-VALUE}); it holds address and token.")
    private Path data = Path.of("");

    @Option(names = "--admin", paramLabel = "URL", description = "The appliance's administration API, such as http://127.0.0.1:9321, instead of --data.")
    private Optional<URI> admin = Optional.empty();

    @Option(names = "--token", paramLabel = "TOKEN", description = "The administration token; better given in the variable "
            + TOKEN_VARIABLE + ".")
    private Optional<String> token = Optional.empty();

    AdminClient connect() throws UnreachableException, DataDirectoryException, CredentialsException {
        return new AdminClient(address(), token());
    }

    private URI address() throws UnreachableException, DataDirectoryException {
        if (admin.isPresent()) {
            URI address = admin.get();
            if (address.getHost() == null
                    || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                throw new UnreachableException(
                        "--admin " + address + " is not an address; write it like http://127.0.0.1:9321");
            }
            return address;
        }
        return RunFile.read(data).map(RunFile::admin).orElseThrow(() -> new UnreachableException(
                "no appliance runs on the data directory " + data + "; start it with: spillway serve --data " + data));
    }

    private Secret token() throws CredentialsException {
        Optional<String> given = token.or(() -> Optional.ofNullable(System.getenv(TOKEN_VARIABLE)))
                .filter(text -> !text.isBlank());
        if (given.isEmpty() && admin.isPresent()) {
            // The token of the data directory belongs to its own appliance and is sent to no other.
            throw new CredentialsException("--admin needs the token of that appliance: give it in the variable "
                    + TOKEN_VARIABLE + " or with --token");
        }
        return given.isPresent() ? new Secret(given.get()) : AdminToken.read(data);
    }
}
