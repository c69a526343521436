/**
 * The administration API: REST on a port of its own, every route behind one token. It asks the cluster through the
 * ports of {@code cluster-api} and decides nothing itself; the only Micronaut in the appliance is here.
 */
@NullMarked
package io.spillway.appliance.admin;

import org.jspecify.annotations.NullMarked;
