/** Tests of the directory target beside the port's contract. */
package io.spillway.cloud.directory;
