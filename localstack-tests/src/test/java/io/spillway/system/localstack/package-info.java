/** LocalStack as a process of the tests: one for all of a run, started by the script that the demo uses too. */
package io.spillway.system.localstack;
