/** Tests of the gateway as clients meet it: unmodified SDKs, hand-made requests over sockets, and faults. */
@NullMarked
package io.spillway.gateway.s3;

import org.jspecify.annotations.NullMarked;
