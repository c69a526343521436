/**
 * Running a policy: paging through containers, asking for verdicts, planning intents, counting. Nothing is moved here;
 * what a run plans stands in the journal when it returns, and the same rules are asked again before a commit.
 */
@NullMarked
package io.spillway.tier.run;

import org.jspecify.annotations.NullMarked;
