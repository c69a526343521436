/**
 * A load generator for an S3 endpoint and the plain disk baseline that its figures are held against. It shares the
 * machine with the server that it measures, so it does as little as it can: plain HTTP/1.1 over blocking sockets,
 * unsigned payloads, one pattern for all bodies. Nothing of the appliance is used here; it is a client and a parent
 * process.
 */
@NullMarked
package io.spillway.bench;

import org.jspecify.annotations.NullMarked;
