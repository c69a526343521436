/**
 * The S3 API in front of the object store, written against {@code cluster-api} alone. Packages by feature:
 * {@code http} moves bytes, {@code auth} verifies, {@code operation} routes, {@code bucket}, {@code object},
 * {@code listing} and {@code multipart} carry out. Here is what starts them.
 */
@NullMarked
package io.spillway.gateway.s3;

import org.jspecify.annotations.NullMarked;
