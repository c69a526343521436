/** Pieces of the network side, without a network. */
@NullMarked
package io.spillway.gateway.s3.http;

import org.jspecify.annotations.NullMarked;
