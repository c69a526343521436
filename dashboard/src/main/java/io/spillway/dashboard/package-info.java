/** The web pages of the appliance. Nothing of it is built yet; it will read through query ports alone. */
@NullMarked
package io.spillway.dashboard;

import org.jspecify.annotations.NullMarked;
