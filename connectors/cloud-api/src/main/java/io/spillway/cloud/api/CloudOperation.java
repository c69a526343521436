package io.spillway.cloud.api;

/** The calls that a target is asked, for counting them and for making them fail. */
public enum CloudOperation {
    OPEN, STAT, LIST, UPLOADS, PUT, DELETE, CANCEL, CAPABILITIES, INSPECT
}
