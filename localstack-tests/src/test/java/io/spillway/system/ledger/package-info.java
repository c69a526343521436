/**
 * Writers that note what was acknowledged to them, and the audit of what is there afterwards. Nothing here knows how
 * the appliance was ended in between.
 */
@NullMarked
package io.spillway.system.ledger;

import org.jspecify.annotations.NullMarked;
