/**
 * What a rule may know about one object, and the three-valued truth of what it says. Facts are values handed in; nothing here
 * looks one up.
 */
@NullMarked
package io.spillway.policy.fact;

import org.jspecify.annotations.NullMarked;
