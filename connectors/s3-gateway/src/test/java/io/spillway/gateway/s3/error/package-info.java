/** The store's exceptions as S3 tells them. */
@NullMarked
package io.spillway.gateway.s3.error;

import org.jspecify.annotations.NullMarked;
