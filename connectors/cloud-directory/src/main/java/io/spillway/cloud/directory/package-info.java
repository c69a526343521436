/**
 * A folder as a cloud target: the embedded default, also for a network mount or the front of a tape library. An
 * object is one file (docs/formats/directory-target.md), put under its name whole and synced. Nothing here knows what
 * the objects are for, and nothing outside the folder is ever touched.
 */
@NullMarked
package io.spillway.cloud.directory;

import org.jspecify.annotations.NullMarked;
