/**
 * What an operator has to see: conditions that are raised once, stay until they are cleared, and are counted. Bytes,
 * targets and intents are not known here.
 */
@NullMarked
package io.spillway.tier.alarm;

import org.jspecify.annotations.NullMarked;
