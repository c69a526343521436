@NullMarked
package io.spillway.cloud.b2;

import org.jspecify.annotations.NullMarked;
