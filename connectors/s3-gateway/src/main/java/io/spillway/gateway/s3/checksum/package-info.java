/**
 * Checksums as S3 spells them in headers, trailers and XML. Those of objects are computed and compared by the store;
 * only small bodies that never reach it are checked here.
 */
@NullMarked
package io.spillway.gateway.s3.checksum;

import org.jspecify.annotations.NullMarked;
