/**
 * The port to a cloud target: reading, listing, writing and removing whole objects by key and exact generation, with
 * the identity and the ownership of a target, and a decorator that counts. Adapters (S3, B2, a folder) stand in
 * sibling modules and run the contract suite of this module's tests. No vendor's type, no framework and no retry may
 * come in here: a call is tried again by the adapter's SDK alone.
 */
@NullMarked
package io.spillway.cloud.api;

import org.jspecify.annotations.NullMarked;
