/**
 * A checked policy as a value: whom it applies to, its rules in order and what they do. Text, checking, evaluation and due
 * times have packages of their own below; nothing in this module reads a file, a clock or a network.
 */
@NullMarked
package io.spillway.policy;

import org.jspecify.annotations.NullMarked;
