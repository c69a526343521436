/** The tier through the front door: the packaged appliance, its command line, and an unmodified S3 client. */
package io.spillway.system.tier;
