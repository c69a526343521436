/**
 * The tier as this appliance is given it: targets that are described, claimed, recorded and opened, policies that are
 * registered, runs that go on in the background. Wiring between the registry of the namespace, the connectors and the
 * tiering engine; how bytes move is the engine's.
 */
@NullMarked
package io.spillway.appliance.tier;

import org.jspecify.annotations.NullMarked;
