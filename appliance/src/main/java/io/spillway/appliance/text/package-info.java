/** Plain text for people, as commands and the demo print it. */
@NullMarked
package io.spillway.appliance.text;

import org.jspecify.annotations.NullMarked;
