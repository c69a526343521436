/** The cloud port's adapters on servers that behave like the services. */
package io.spillway.system.cloud;
