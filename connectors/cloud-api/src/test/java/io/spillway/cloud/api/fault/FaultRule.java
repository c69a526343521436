package io.spillway.cloud.api.fault;

import io.spillway.cloud.api.CloudOperation;

/**
 * Which calls a fault meets.
 *
 * @param first the number of the first such call, from 1
 * @param last the number of the last
 */
public record FaultRule(CloudOperation operation, int first, int last, Fault fault) {
    public static FaultRule onCall(int number, CloudOperation operation, Fault fault) {
        return new FaultRule(operation, number, number, fault);
    }

    public static FaultRule onEvery(CloudOperation operation, Fault fault) {
        return new FaultRule(operation, 1, Integer.MAX_VALUE, fault);
    }

    boolean meets(CloudOperation called, int number) {
        return operation == called && number >= first && number <= last;
    }
}
