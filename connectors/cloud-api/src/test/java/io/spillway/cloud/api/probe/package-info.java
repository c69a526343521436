/** The probe on targets that do not do what they should. */
package io.spillway.cloud.api.probe;
