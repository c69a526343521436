/**
 * The cluster as its administrator sees it, told from the directory and the conscience. It decides nothing and opens
 * no chunk.
 */
@NullMarked
package io.spillway.cluster.view;

import org.jspecify.annotations.NullMarked;
