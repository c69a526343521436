/**
 * XML in and out, streamed, with the Java library's StAX: no document type, no entities, depth and size bounded.
 * What the elements mean is known to the operations.
 */
@NullMarked
package io.spillway.gateway.s3.xml;

import org.jspecify.annotations.NullMarked;
