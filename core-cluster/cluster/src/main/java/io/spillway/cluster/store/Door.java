package io.spillway.cluster.store;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.Resource;
import io.spillway.cluster.directory.ContainerEntries;
import io.spillway.cluster.directory.ContainerEntry;

/** Finds the container that a call names, and has the call authorised on it before anything else is done. */
final class Door {
    private final ContainerEntries containers;
    private final Authoriser authoriser;

    Door(ContainerEntries containers, Authoriser authoriser) {
        this.containers = containers;
        this.authoriser = authoriser;
    }

    ContainerEntry enter(RequestContext context, Action action, ContainerName name) throws ObjectStoreException {
        ContainerEntry container = find(name);
        authoriser.authorise(context, action, new Resource.ContainerResource(container.account(), name));
        return container;
    }

    ContainerEntry enter(RequestContext context, Action action, ContainerName name, ObjectKey key)
            throws ObjectStoreException {
        ContainerEntry container = find(name);
        authoriser.authorise(context, action, new Resource.ObjectResource(container.account(), name, key));
        return container;
    }

    /** The caller's account, allowed to do this to a container that may not exist yet. */
    AccountName enterNew(RequestContext context, Action action, ContainerName name) throws ObjectStoreException {
        AccountName account = account(context, action, new Resource.ContainerResource(new AccountName("system"), name));
        authoriser.authorise(context, action, new Resource.ContainerResource(account, name));
        return account;
    }

    /** The caller's account, allowed to do this to itself. */
    AccountName enterAccount(RequestContext context, Action action) throws ObjectStoreException {
        AccountName account = account(context, action, new Resource.AccountResource(new AccountName("system")));
        authoriser.authorise(context, action, new Resource.AccountResource(account));
        return account;
    }

    private static AccountName account(RequestContext context, Action action, Resource without)
            throws ObjectStoreException.AccessDenied {
        return switch (context.principal()) {
            case Principal.AccountPrincipal principal -> principal.account();
            case Principal.SystemPrincipal _ -> throw new ObjectStoreException.AccessDenied(action, without);
        };
    }

    private ContainerEntry find(ContainerName name) throws ObjectStoreException.NoSuchContainer {
        return containers.findContainer(name).orElseThrow(() -> new ObjectStoreException.NoSuchContainer(name));
    }
}
