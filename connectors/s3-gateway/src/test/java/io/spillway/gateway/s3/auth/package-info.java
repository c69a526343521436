/** Signatures against AWS's published examples. */
@NullMarked
package io.spillway.gateway.s3.auth;

import org.jspecify.annotations.NullMarked;
