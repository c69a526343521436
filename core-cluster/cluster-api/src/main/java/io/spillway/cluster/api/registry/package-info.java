/**
 * What operators give to a namespace and what has to outlive them: targets and policies. Kept in the directory's log
 * like everything else; what a target's settings or a policy's text mean is not known here.
 */
@NullMarked
package io.spillway.cluster.api.registry;

import org.jspecify.annotations.NullMarked;
