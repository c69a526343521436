/**
 * The wiring of one node: its parts are made here, each from its part of the configuration, started in order and
 * stopped in the opposite order. No part is looked up, and nothing here serves a request.
 */
@NullMarked
package io.spillway.appliance.node;

import org.jspecify.annotations.NullMarked;
