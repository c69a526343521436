/** Uploads in parts: begin, put a part, list parts and uploads, complete, abort. */
@NullMarked
package io.spillway.gateway.s3.multipart;

import org.jspecify.annotations.NullMarked;
