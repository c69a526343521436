/**
 * Disks that a test may break: file systems on loop devices, made, cut off, filled and removed by the test. They need
 * root; where that is not given, the tests that use them say so and are not run.
 */
@NullMarked
package io.spillway.system.disk;

import org.jspecify.annotations.NullMarked;
