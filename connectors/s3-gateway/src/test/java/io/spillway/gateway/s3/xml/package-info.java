/** Documents in and out. */
@NullMarked
package io.spillway.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
