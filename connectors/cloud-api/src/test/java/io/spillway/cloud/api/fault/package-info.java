/** Faults of a target, made over the port, for tests of what stands above it. */
package io.spillway.cloud.api.fault;
