/** Bodies out of their frames. */
@NullMarked
package io.spillway.gateway.s3.body;

import org.jspecify.annotations.NullMarked;
