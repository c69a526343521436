/**
 * The engine at work: takes up open intents from the journal (which is all its recovery, too), keeps the number of
 * moves bounded, releases what is due, collects remote garbage, and answers the administration. Assembly and scheduling
 * only; how each step is done is in the packages beside this one.
 */
@NullMarked
package io.spillway.tier.engine;

import org.jspecify.annotations.NullMarked;
