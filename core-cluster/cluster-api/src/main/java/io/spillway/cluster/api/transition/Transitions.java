package io.spillway.cluster.api.transition;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;

/**
 * The journal of transitions: intents as rows of the container's file. There is at most one open intent of a version.
 * No lock is held between two calls; each is one conditional commit, and what it says has survived a power cut when it
 * returns.
 */
public interface Transitions {
    /**
     * Plans an intent, in the state {@link TransitionState.Planned}.
     *
     * @return the stored intent; empty if the generation is no longer the object's, its bytes already are where the
     *         movement would take them, or the version has an open intent
     */
    Optional<Intent> plan(IntentId id, ContainerRef container, Generation generation, Cause cause, Movement movement)
            throws ObjectStoreException;

    /**
     * Moves an intent on, if it is still exactly as given and {@code next} follows its state.
     *
     * <p>In the same commit: an {@code Uploading} that follows an attempt, and an {@code Abandoned}, leave the former
     * attempt's key (and upload id) as a garbage note; {@code Committed} makes the location of every metachunk
     * {@code Both}, if the generation still is the object's current or exact version; {@code Released} makes it
     * {@code Remote} and notes the local chunks as garbage, due after the readers' grace; {@code Recalled}, and an {@code Abandoned} that
     * follows {@code Committed}, make it {@code Local} and note the remote object as garbage.
     */
    Advance advance(Intent intent, TransitionState next) throws ObjectStoreException;

    Optional<Intent> find(ContainerRef container, IntentId id) throws ObjectStoreException;

    /** The latest intent of this version, open or over; what {@code explain} tells. */
    Optional<Intent> latest(ContainerRef container, Generation generation) throws ObjectStoreException;

    /** Containers with open intents behind {@code after}, by reference, from the group's work index; at most {@code limit}. */
    List<ContainerRef> containersWithOpenIntents(Optional<ContainerRef> after, int limit) throws ObjectStoreException;

    /** Every intent that the container has a row of, open or over, by id, behind {@code after}, at most {@code limit}. */
    List<Intent> all(ContainerRef container, Optional<IntentId> after, int limit) throws ObjectStoreException;

    /** Open intents of a container by id, behind {@code after}, at most {@code limit}. */
    List<Intent> open(ContainerRef container, Optional<IntentId> after, int limit) throws ObjectStoreException;
}
