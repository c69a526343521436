/**
 * The table of operations and the request and answer that each of them gets and gives. Everything that is not in the
 * table answers NotImplemented. Nothing here knows the network.
 */
@NullMarked
package io.spillway.gateway.s3.operation;

import org.jspecify.annotations.NullMarked;
