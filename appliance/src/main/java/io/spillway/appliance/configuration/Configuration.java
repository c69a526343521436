package io.spillway.appliance.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that an operator can set on an appliance. */
public record Configuration(NodeConfiguration node, StoreConfiguration store, TierConfiguration tier,
        S3Configuration s3, AdminConfiguration admin) {
    public Configuration {
        int volumes = node.volumes().size();
        store.storagePolicies().policies().forEach((name, security) -> {
            if (security.volumes() > volumes) {
                throw new IllegalArgumentException(
                        "%s%s is %s, and there %s; name more volumes, or fewer copies".formatted(
                                Keys.STORAGE_POLICIES.prefix(), name, security,
                                volumes == 1 ? "is 1 volume" : "are " + volumes + " volumes"));
            }
        });
        if (s3.address().equals(admin.address()) && s3.address().port() != 0) {
            throw new IllegalArgumentException(Keys.S3_ADDRESS.name() + " and " + Keys.ADMIN_ADDRESS.name()
                    + " are both " + s3.address() + "; give each its own port");
        }
    }

    /** Collects values: an option of its own name beats {@code --set}, which beats the file, which beats the default. */
    public static final class Builder {
        private final List<Setting> assignments = new ArrayList<>();
        private final List<Setting> options = new ArrayList<>();
        private Optional<Path> file = Optional.empty();

        public Builder file(Path path) {
            file = Optional.of(path);
            return this;
        }

        /** A {@code --set} of the command line. */
        public Builder set(String assignment) throws ConfigurationException {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException("--set " + assignment + ": write --set KEY=VALUE");
            }
            assignments.add(new Setting(assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip(), "--set"));
            return this;
        }

        /** An option that has a name of its own, such as {@code --data}. */
        public Builder data(String value) {
            return option(Keys.DATA, "--data", value);
        }

        public Builder s3(String value) {
            return option(Keys.S3_ADDRESS, "--s3", value);
        }

        public Builder admin(String value) {
            return option(Keys.ADMIN_ADDRESS, "--admin", value);
        }

        public Configuration build() throws ConfigurationException {
            List<Setting> inOrder = new ArrayList<>();
            if (file.isPresent()) {
                inOrder.addAll(ConfigurationFile.read(file.get()));
            }
            inOrder.addAll(assignments);
            inOrder.addAll(options);
            Settings all = new Settings(inOrder);
            try {
                return new Configuration(NodeConfiguration.from(all), StoreConfiguration.from(all),
                        TierConfiguration.from(all), S3Configuration.from(all), AdminConfiguration.from(all));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException("the configuration does not hold together: " + e.getMessage(), e);
            }
        }

        private Builder option(Key<?> key, String option, String value) {
            options.add(new Setting(key.name(), value, option));
            return this;
        }
    }
}
