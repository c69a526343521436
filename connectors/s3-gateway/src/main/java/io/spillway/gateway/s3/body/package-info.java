/**
 * The bytes of a request on their way to the store: unframed from {@code aws-chunked}, their signatures and hashes
 * checked while they pass, never held whole. A fault ends the stream by an exception, so that a write of which a part
 * was false is never committed.
 */
@NullMarked
package io.spillway.gateway.s3.body;

import org.jspecify.annotations.NullMarked;
