/** Tests of whose a target is; a suite that runs on every kind of target. */
package io.spillway.cloud.api.owner;
