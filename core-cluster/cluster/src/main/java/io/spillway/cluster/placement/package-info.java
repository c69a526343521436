/**
 * Storage policies and the choice of volumes: how many copies of a metachunk there are, and on which volumes the next
 * ones go. What a volume's score is belongs to the conscience; writing belongs to the store.
 */
@NullMarked
package io.spillway.cluster.placement;

import org.jspecify.annotations.NullMarked;
