/**
 * What is known of the node's volumes and how fit each is for new chunks, as a score of 0 to 100. It observes and
 * scores; it neither places chunks nor repairs them.
 */
@NullMarked
package io.spillway.cluster.conscience;

import org.jspecify.annotations.NullMarked;
