package io.spillway.cluster.store;

import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.Resource;

/**
 * An account may do everything to what it owns, and nothing to anything else. A part of the appliance may read and
 * list, and write nothing: what it changes goes through ports of its own.
 */
public final class AccountAuthoriser implements Authoriser {
    @Override
    public void authorise(RequestContext context, Action action, Resource resource)
            throws ObjectStoreException.AccessDenied {
        boolean allowed = switch (context.principal()) {
            case Principal.AccountPrincipal principal -> principal.account().equals(resource.owner());
            case Principal.SystemPrincipal _ -> isRead(action);
        };
        if (!allowed) {
            throw new ObjectStoreException.AccessDenied(action, resource);
        }
    }

    private static boolean isRead(Action action) {
        return switch (action) {
            case STAT_CONTAINER, LIST_CONTAINERS, LIST_OBJECTS, READ_OBJECT, LIST_UPLOADS -> true;
            case CREATE_CONTAINER, DELETE_CONTAINER, WRITE_OBJECT, DELETE_OBJECT -> false;
        };
    }
}
