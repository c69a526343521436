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

    void walk(Visitor visitor) throws ObjectStoreException, InterruptedException {
        List<ContainerRef> page = transitions.containersWithOpenIntents(Optional.empty(), CONTAINERS);
        while (!page.isEmpty() && visitor.goesOn()) {
            for (ContainerRef container : page) {
                try {
                    container(container, visitor);
                } catch (ObjectStoreException e) {
                    visitor.unreadable(container, e);
                }
            }
            page = transitions.containersWithOpenIntents(Optional.of(page.getLast()), CONTAINERS);
        }
    }

    private void container(ContainerRef container, Visitor visitor) throws ObjectStoreException, InterruptedException {
        Optional<IntentId> after = Optional.empty();
        List<Intent> page = transitions.open(container, after, INTENTS);
        while (!page.isEmpty() && visitor.goesOn()) {
            for (Intent intent : page) {
                visitor.intent(intent);
            }
            after = Optional.of(page.getLast().id());
            page = transitions.open(container, after, INTENTS);
        }
        visitor.endOf(container);
    }
}
