/**
 * The secrets that an appliance makes for its operator: the first access key and the administration token, each in a
 * file of mode 0600 in the data directory. Secrets leave this package as {@code Secret} only.
 */
@NullMarked
package io.spillway.appliance.credentials;

import org.jspecify.annotations.NullMarked;
