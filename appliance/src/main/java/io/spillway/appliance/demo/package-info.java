/**
 * {@code spillway demo}: a tour of the appliance on real files. The appliance runs as a process of its own, and the tour
 * meets it as anybody would: through its S3 door by the AWS SDK, through its administration API, and by what lies on the
 * disk. Nothing here reaches into a running node.
 */
@NullMarked
package io.spillway.appliance.demo;

import org.jspecify.annotations.NullMarked;
