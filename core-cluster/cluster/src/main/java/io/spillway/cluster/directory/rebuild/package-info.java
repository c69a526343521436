/**
 * Making a lost node's directory anew from copies of its files: what rows and files have to agree about is decided here,
 * how a file is changed for it stands beside each file's schema. The result is put in its place whole, or not at all.
 */
@NullMarked
package io.spillway.cluster.directory.rebuild;

import org.jspecify.annotations.NullMarked;
