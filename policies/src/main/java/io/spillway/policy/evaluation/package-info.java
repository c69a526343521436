/**
 * What a policy says of one object at one instant, why, and whether a decision still stands when it is to be committed. Pure
 * functions of a policy version, facts and an instant.
 */
@NullMarked
package io.spillway.policy.evaluation;

import org.jspecify.annotations.NullMarked;
