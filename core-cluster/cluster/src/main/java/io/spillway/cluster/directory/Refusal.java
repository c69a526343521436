package io.spillway.cluster.directory;

import io.spillway.cluster.api.name.AccountName;

/** Why a command was not applied. */
public sealed interface Refusal {
    /** No container has this reference, or it is draining and takes no more writes. */
    record NoSuchContainer() implements Refusal {}

    record NameTaken(AccountName owner) implements Refusal {}

    record ContainerNotEmpty() implements Refusal {}

    /** The write condition did not hold of the current object. */
    record ConditionFailed() implements Refusal {}

    record NoSuchKey() implements Refusal {}

    record NoSuchVersion() implements Refusal {}

    record NoSuchUpload() implements Refusal {}

    /** The write was abandoned before; its chunk files may be gone. */
    record WriteAbandoned() implements Refusal {}

    /** The write is committed and cannot be abandoned; its chunk files stay. */
    record WriteCommitted() implements Refusal {}

    /** Staging into, or abandoning part of, something that is not as the proposer believes. */
    record WriteMismatch(String reason) implements Refusal {}

    /** A part named at completion is not there, or the parts are no longer those that the proposer looked at. */
    record PartsChanged(String reason) implements Refusal {}

    record AccessKeyTaken() implements Refusal {}

    /** The name stands for another target, which is not the proposed one with other settings. */
    record TargetTaken(String kind, String fingerprint) implements Refusal {}

    /** The target is claimed with a higher epoch than the proposed one. */
    record OwnerSuperseded(long ownerEpoch) implements Refusal {}

    /** The command does not fit a log entry. A long write stages its metachunks in pieces. */
    record TooLarge(int bytes, int limit) implements Refusal {}

    /** The log took no proposal all the while; none was made. */
    record Busy(String reason) implements Refusal {}

    /** The container's file is missing or damaged; only this container is affected. */
    record Damaged(String reason) implements Refusal {}
}
