/** The S3 target against a server that misbehaves; the contract runs on LocalStack, in the system tests. */
package io.spillway.cloud.s3;
