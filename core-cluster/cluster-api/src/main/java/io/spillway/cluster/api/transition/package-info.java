/**
 * Transitions of object versions between local volumes and cloud targets, as the tiering engine drives them: intents
 * and their states, garbage notes, candidates for the policy evaluator, and backups of container files. Everything
 * here is a row of the object's own container file, changed by one conditional commit at a time; no byte moves here.
 */
@NullMarked
package io.spillway.cluster.api.transition;

import org.jspecify.annotations.NullMarked;
