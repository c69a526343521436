/** The crash matrix: a process that ends at each named step of the engine, and an audit of what it left. */
package io.spillway.tier.crash;
