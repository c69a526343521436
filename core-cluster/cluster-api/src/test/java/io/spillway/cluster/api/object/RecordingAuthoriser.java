package io.spillway.cluster.api.object;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Allows an account what is its own and the appliance's own parts everything; notes each question, and denies one
 * action to everybody when a test says so.
 */
public final class RecordingAuthoriser implements Authoriser {
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Action>> denied = new AtomicReference<>(Optional.empty());

    record Question(Action action, Resource resource) {}

    @Override
    public void authorise(RequestContext context, Action action, Resource resource)
            throws ObjectStoreException.AccessDenied {
        questions.add(new Question(action, resource));
        boolean owner = switch (context.principal()) {
            case Principal.AccountPrincipal account -> account.account().equals(resource.owner());
            case Principal.SystemPrincipal _ -> true;
        };
        if (!owner || denied.get().equals(Optional.of(action))) {
            throw new ObjectStoreException.AccessDenied(action, resource);
        }
    }

    void deny(Action action) {
        denied.set(Optional.of(action));
    }

    void allowAll() {
        denied.set(Optional.empty());
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    void forget() {
        questions.clear();
    }
}
