package io.spillway.tier.engine;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Transitions;

/** Walks the open intents of the namespace, page by page, in the order of the work index. */
final class OpenWork {
    private static final int CONTAINERS = 100;
    private static final int INTENTS = 200;

    private final Transitions transitions;

    OpenWork(Transitions transitions) {
        this.transitions = transitions;
    }

    /** What is done with what the walk meets; it may block, and so holds the walk back. */
    interface Visitor {
        /** Whether there is time for more; the walk ends early if there is not. */
        boolean goesOn();

        void intent(Intent intent) throws InterruptedException;

        void endOf(ContainerRef container) throws InterruptedException;

        /** A container whose intents cannot be read now; the walk goes on with the next. */
        void unreadable(ContainerRef container, ObjectStoreException reason);
    }

    /**
     * Where a walk stands.
     *
     * @param container that it is in, or has just left; empty at the beginning
     * @param intent the last of that container that was met; empty when the container is done
     */
    record Position(Optional<ContainerRef> container, Optional<IntentId> intent) {
        static final Position START = new Position(Optional.empty(), Optional.empty());
    }

    /** Walks on from a position while the visitor has time; answers where it stopped, and nothing if it met all. */
    Optional<Position> walk(Visitor visitor, Position from) throws ObjectStoreException, InterruptedException {
        if (from.container().isPresent() && from.intent().isPresent()) {
            Position at = readable(from.container().get(), from.intent(), visitor);
            if (at.intent().isPresent()) {
                return Optional.of(at);
            }
        }
        Optional<ContainerRef> last = from.container();
        List<ContainerRef> page = transitions.containersWithOpenIntents(last, CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerRef container : page) {
                if (!visitor.goesOn()) {
                    return Optional.of(new Position(last, Optional.empty()));
                }
                Position at = readable(container, Optional.empty(), visitor);
                if (at.intent().isPresent()) {
                    return Optional.of(at);
                }
                last = Optional.of(container);
            }
            page = transitions.containersWithOpenIntents(last, CONTAINERS);
        }
        return Optional.empty();
    }

    private Position readable(ContainerRef container, Optional<IntentId> after, Visitor visitor)
            throws InterruptedException {
        try {
            return new Position(Optional.of(container), container(container, after, visitor));
        } catch (ObjectStoreException e) {
            visitor.unreadable(container, e);
            return new Position(Optional.of(container), Optional.empty());
        }
    }

    /** Answers the last intent that it met if there was no time for more, and nothing if it met all. */
    private Optional<IntentId> container(ContainerRef container, Optional<IntentId> from, Visitor visitor)
            throws ObjectStoreException, InterruptedException {
        Optional<IntentId> after = from;
        List<Intent> page = transitions.open(container, after, INTENTS);
        boolean goesOn = true;
        while (!page.isEmpty() && goesOn) {
            for (Intent intent : page) {
                visitor.intent(intent);
            }
            after = Optional.of(page.getLast().id());
            page = transitions.open(container, after, INTENTS);
            goesOn = visitor.goesOn();
        }
        visitor.endOf(container);
        return page.isEmpty() ? Optional.empty() : after;
    }
}
