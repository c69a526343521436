/**
 * From the text of a policy to a policy, or to a list of everything that is wrong with it, each with its place and a remedy.
 * What a later version will know is refused by name, never ignored.
 */
@NullMarked
package io.spillway.policy.check;

import org.jspecify.annotations.NullMarked;
