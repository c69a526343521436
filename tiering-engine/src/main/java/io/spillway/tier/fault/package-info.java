/**
 * Named places in the engine at which a test may end the process or make a step fail. Outside tests nothing happens
 * there. No other seam for tests stands in the engine.
 */
@NullMarked
package io.spillway.tier.fault;

import org.jspecify.annotations.NullMarked;
