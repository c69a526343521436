package io.spillway.tier.target;

import java.util.Optional;

/** The targets that this node has been given; the appliance implements it. */
@FunctionalInterface
public interface Targets {
    /** The open target of this name; empty if there is none, or it cannot be opened now. */
    Optional<Target> find(String name);
}
