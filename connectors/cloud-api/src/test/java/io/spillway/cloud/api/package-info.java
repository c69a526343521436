/** Tests of the port's own records and decorators. */
package io.spillway.cloud.api;
