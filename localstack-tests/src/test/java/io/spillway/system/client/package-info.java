/** Unmodified clients of S3, at their defaults, against the appliance. */
@NullMarked
package io.spillway.system.client;

import org.jspecify.annotations.NullMarked;
