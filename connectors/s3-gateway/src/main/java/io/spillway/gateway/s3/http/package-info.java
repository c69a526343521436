/**
 * The network side: connections, the bytes of requests and answers, time-outs and limits. Event loops move bytes and
 * never wait; each request is answered on a virtual thread of its own, which waits for bytes here and for the store
 * elsewhere. What S3 means is not known here.
 */
@NullMarked
package io.spillway.gateway.s3.http;

import org.jspecify.annotations.NullMarked;
