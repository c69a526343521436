/**
 * How commands speak to a running appliance: they find it, call its administration API, and tell apart "it is not
 * there" from "it said no".
 */
@NullMarked
package io.spillway.appliance.client;

import org.jspecify.annotations.NullMarked;
