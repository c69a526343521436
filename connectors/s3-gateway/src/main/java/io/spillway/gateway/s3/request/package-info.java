/**
 * A request's head as S3 sees it, without a network library: target, query and headers, decoded once and strictly, so
 * that the signature and the routing look at the same bytes.
 */
@NullMarked
package io.spillway.gateway.s3.request;

import org.jspecify.annotations.NullMarked;
