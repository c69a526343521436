package io.spillway.appliance.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * A module by its root package, and the others that it may know, as docs/architecture.md draws them.
 *
 * @param root below {@code io.spillway}
 */
record Module(String root, Set<String> known) {
    private static final List<Module> ALL = List.of(module("policy"), module("cloud.api"),
            module("cluster.api", "policy"), module("cluster", "cluster.api", "cloud.api", "policy"),
            module("cloud.directory", "cloud.api"), module("cloud.s3", "cloud.api"), module("cloud.b2", "cloud.api"),
            module("gateway.s3", "cluster.api"), module("tier", "cluster.api", "cloud.api", "policy"),
            module("replication", "cluster.api", "cloud.api"),
            module("dashboard", "cluster.api", "tier", "replication", "policy"), module("bench"),
            module("appliance", "policy", "cloud.api", "cluster.api", "cluster", "cloud.directory", "cloud.s3",
                    "cloud.b2", "gateway.s3", "tier", "replication", "dashboard"));

    /** The module with the longest matching root: the cluster's API is not the cluster. */
    static Optional<Module> of(JavaClass type) {
        return ALL.stream()
                .filter(module -> (type.getPackageName() + ".").startsWith("io.spillway." + module.root + "."))
                .max(Comparator.comparingInt(module -> module.root.length()));
    }

    boolean mayKnow(Module other) {
        return equals(other) || known.contains(other.root);
    }

    private static Module module(String root, String... known) {
        return new Module(root, Set.of(known));
    }
}
