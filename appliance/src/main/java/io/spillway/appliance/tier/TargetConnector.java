package io.spillway.appliance.tier;

import java.util.Map;
import java.util.function.Supplier;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cluster.api.account.Secret;

/** How targets of one type are described and opened. A new kind of cloud is one more of these. */
interface TargetConnector {
    /** The type as {@code target add --type} names it. */
    String type();

    /**
     * Turns what an operator gave into the settings that are kept; may mark a place as a target.
     *
     * @throws TierException if something is missing, not legal, or would be ignored
     */
    Map<String, String> settings(TargetRequest request) throws TierException;

    /** The same for a place that has been made a target before; it is left as it is. */
    default Map<String, String> settingsOfExisting(TargetRequest request) throws TierException {
        return settings(request);
    }

    /** Opens without a call. The credentials are asked for at each request, so that they can change under way. */
    CloudStore open(Map<String, String> settings, Supplier<Map<String, Secret>> credentials);

    /** Where the target is, for people. */
    String where(Map<String, String> settings);
}
