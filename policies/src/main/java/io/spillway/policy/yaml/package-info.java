/**
 * YAML 1.2 as a tree in which every node knows its place in the text, down to each character of a scalar. Stricter than YAML:
 * one document, no anchors, aliases or tags, no key twice, limited in size and depth. What the tree means is not known here.
 */
@NullMarked
package io.spillway.policy.yaml;

import org.jspecify.annotations.NullMarked;
