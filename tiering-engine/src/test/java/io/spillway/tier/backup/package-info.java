/** Names of backups. */
package io.spillway.tier.backup;
