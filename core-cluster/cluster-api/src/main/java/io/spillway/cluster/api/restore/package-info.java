/**
 * What brings a lost node's directory back from copies of its files: the port by which copies are handed over and put
 * in order, and what it tells of what was missing. Where copies come from is not known here.
 */
@NullMarked
package io.spillway.cluster.api.restore;

import org.jspecify.annotations.NullMarked;
