/**
 * What the administration API says, as its clients read it: plain values under stable names. An answer that changes
 * its meaning gets a new route.
 */
@NullMarked
package io.spillway.appliance.admin.answer;

import org.jspecify.annotations.NullMarked;
