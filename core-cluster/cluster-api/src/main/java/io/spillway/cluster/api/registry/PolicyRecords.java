package io.spillway.cluster.api.registry;

import java.util.List;
import java.util.Optional;

/** Registered versions of policies; none is ever changed. The newest version of a policy is the one in force. */
public interface PolicyRecords {
    /** The newest version. Answers from memory, since every commit of a move asks. */
    Optional<PolicyRecord> newest(String policy);

    /** The newest version of each policy, by name. */
    List<PolicyRecord> list();

    /** A version that was in force once. */
    Optional<PolicyRecord> find(String policy, long number);

    /** Registers a text as the policy's next version; the text of its newest version again is that version. */
    PolicyRecord register(String policy, String text);
}
