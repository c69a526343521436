/** Checksums against known values. */
@NullMarked
package io.spillway.gateway.s3.checksum;

import org.jspecify.annotations.NullMarked;
