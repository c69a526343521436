/**
 * What an administrator may ask a cluster about itself: how it stands, and where an object's bytes are. Answers are
 * plain records, for people and for pages. Nothing here changes anything, and no path, address or secret of a node
 * comes through.
 */
@NullMarked
package io.spillway.cluster.api.view;

import org.jspecify.annotations.NullMarked;
