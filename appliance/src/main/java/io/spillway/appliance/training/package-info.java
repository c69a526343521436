/**
 * What the build lets the JVM watch once, so that every later start finds its classes loaded, linked and profiled: the
 * appliance and its commands, at work in one process.
 */
@NullMarked
package io.spillway.appliance.training;

import org.jspecify.annotations.NullMarked;
