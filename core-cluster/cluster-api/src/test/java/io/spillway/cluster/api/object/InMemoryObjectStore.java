package io.spillway.cluster.api.object;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;

/**
 * The object store in the fewest words: maps under one lock, bodies whole in memory. It keeps the contract, so that a
 * front end can be tested without a cluster; nothing of it is durable.
 */
public final class InMemoryObjectStore implements ObjectStore {
    private final Authoriser authoriser;
    private final Clock clock;
    private final RandomGenerator random;
    private final List<StoragePolicyName> policies;
    private final NavigableMap<ContainerName, InMemoryContainer> containers = new TreeMap<>();

    /** @param policies that may be asked for; the first is the namespace's */
    public InMemoryObjectStore(Authoriser authoriser, Clock clock, RandomGenerator random,
            List<StoragePolicyName> policies) {
        this.authoriser = authoriser;
        this.clock = clock;
        this.random = random;
        this.policies = List.copyOf(policies);
    }

    @Override
    public synchronized void createContainer(RequestContext context, ContainerName name,
            Optional<StoragePolicyName> storagePolicy) throws ObjectStoreException {
        AccountName owner = account(context);
        authoriser.authorise(context, Action.CREATE_CONTAINER, new Resource.ContainerResource(owner, name));
        requirePolicy(storagePolicy);
        InMemoryContainer taken = containers.get(name);
        if (taken != null) {
            throw new ObjectStoreException.ContainerExists(name, taken.stat.account().equals(owner));
        }
        containers.put(name, new InMemoryContainer(new ContainerStat(owner, name, now(), storagePolicy)));
    }

    @Override
    public synchronized ContainerStat statContainer(RequestContext context, ContainerName name)
            throws ObjectStoreException {
        return enter(context, Action.STAT_CONTAINER, name).stat;
    }

    @Override
    public synchronized List<ContainerStat> listContainers(RequestContext context) throws ObjectStoreException {
        AccountName owner = account(context);
        authoriser.authorise(context, Action.LIST_CONTAINERS, new Resource.AccountResource(owner));
        return containers.values().stream().map(container -> container.stat)
                .filter(stat -> stat.account().equals(owner)).toList();
    }

    @Override
    public synchronized void deleteContainer(RequestContext context, ContainerName name)
            throws ObjectStoreException {
        InMemoryContainer container = enter(context, Action.DELETE_CONTAINER, name);
        if (!container.objects.isEmpty() || !container.uploads.isEmpty()) {
            throw new ObjectStoreException.ContainerNotEmpty(name);
        }
        containers.remove(name);
    }

    @Override
    public synchronized ObjectContent get(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        InMemoryContainer.StoredObject object = enter(context, Action.READ_OBJECT, ref.container(), ref.key())
                .find(ref);
        return new InMemoryContent(object.stat(), object.bytes());
    }

    @Override
    public synchronized ObjectStat stat(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        return enter(context, Action.READ_OBJECT, ref.container(), ref.key()).find(ref).stat();
    }

    @Override
    public synchronized Listing list(RequestContext context, ContainerName container, ListRequest request)
            throws ObjectStoreException {
        return enter(context, Action.LIST_OBJECTS, container).list(request);
    }

    @Override
    public ObjectStat put(RequestContext context, PutRequest request, ObjectSource source)
            throws ObjectStoreException, IOException {
        synchronized (this) {
            enter(context, Action.WRITE_OBJECT, request.container(), request.key());
            requirePolicy(request.storagePolicy());
        }
        ReceivedBody body = ReceivedBody.receive(source, request.checksums());
        synchronized (this) {
            ObjectStat stat = describe(request, body.bytes().length, body.etag(), body.checksums(), List.of());
            return commit(request.condition(), new InMemoryContainer.StoredObject(stat, body.bytes(),
                    Optional.empty()));
        }
    }

    @Override
    public synchronized ObjectStat copy(RequestContext context, CopyRequest request) throws ObjectStoreException {
        InMemoryContainer from = enter(context, Action.READ_OBJECT, request.source().container(),
                request.source().key());
        enter(context, Action.WRITE_OBJECT, request.container(), request.key());
        requirePolicy(request.storagePolicy());
        InMemoryContainer.StoredObject source = from.find(request.source());
        List<Checksum> checksums = request.checksums().isEmpty()
                ? source.stat().checksums()
                : request.checksums().stream().sorted()
                        .map(algorithm -> Digests.checksum(algorithm, source.bytes())).toList();
        PutRequest written = new PutRequest(request.container(), request.key(),
                request.replacement().orElse(source.stat().attributes()), request.checksums(),
                request.storagePolicy(), request.condition());
        ObjectStat stat = describe(written, source.stat().size(), source.stat().etag(), checksums,
                source.stat().partSizes());
        return commit(request.condition(),
                new InMemoryContainer.StoredObject(stat, source.bytes(), Optional.empty()));
    }

    @Override
    public synchronized void delete(RequestContext context, ObjectRef ref, WriteCondition condition)
            throws ObjectStoreException {
        InMemoryContainer container = enter(context, Action.DELETE_OBJECT, ref.container(), ref.key());
        container.require(ref.key(), condition);
        InMemoryContainer.StoredObject current = container.objects.get(ref.key());
        if (current != null && ref.version().map(current.stat().version()::equals).orElse(true)) {
            container.objects.remove(ref.key());
        }
    }

    @Override
    public synchronized UploadId createUpload(RequestContext context, PutRequest request, Checksum.Kind kind)
            throws ObjectStoreException {
        InMemoryContainer container = enter(context, Action.WRITE_OBJECT, request.container(), request.key());
        requirePolicy(request.storagePolicy());
        UploadId id = new UploadId(VersionId.next(clock.millis(), random).value());
        container.uploads.put(id.value(), new InMemoryUpload(id, request, kind, now()));
        return id;
    }

    @Override
    public PartStat putPart(RequestContext context, UploadRef ref, int number, ObjectSource source)
            throws ObjectStoreException, IOException {
        Set<ChecksumAlgorithm> asked;
        synchronized (this) {
            asked = enter(context, Action.WRITE_OBJECT, ref.container(), ref.key()).find(ref).request().checksums();
        }
        ReceivedBody body = ReceivedBody.receive(source, asked);
        synchronized (this) {
            PartStat stat = new PartStat(number, body.bytes().length, body.etag(), now(), body.checksums());
            container(ref.container()).find(ref).parts().put(number, new InMemoryUpload.Part(stat, body.bytes()));
            return stat;
        }
    }

    @Override
    public synchronized PartListing listParts(RequestContext context, UploadRef ref, int after, int limit)
            throws ObjectStoreException {
        return enter(context, Action.LIST_UPLOADS, ref.container(), ref.key()).find(ref).list(after, limit);
    }

    @Override
    public synchronized UploadListing listUploads(RequestContext context, ContainerName container,
            UploadListRequest request) throws ObjectStoreException {
        return enter(context, Action.LIST_UPLOADS, container).list(request);
    }

    @Override
    public synchronized ObjectStat completeUpload(RequestContext context, UploadRef ref, Completion completion)
            throws ObjectStoreException {
        InMemoryContainer container = enter(context, Action.WRITE_OBJECT, ref.container(), ref.key());
        InMemoryContainer.StoredObject current = container.objects.get(ref.key());
        if (current != null && current.completed().equals(Optional.of(ref.id()))) {
            return current.stat();
        }
        InMemoryUpload upload = container.find(ref);
        List<InMemoryUpload.Part> chosen = upload.chosen(completion.parts());
        byte[][] bodies = chosen.stream().map(InMemoryUpload.Part::bytes).toArray(byte[][]::new);
        byte[] whole = Digests.concatenation(bodies);
        ObjectStat stat = describe(upload.request(), whole.length, Digests.multipartEtag(bodies),
                upload.checksums(bodies), chosen.stream().map(part -> part.stat().size()).toList());
        upload.require(completion.claim(), stat);
        container.require(ref.key(), upload.request().condition());
        commit(completion.condition(), new InMemoryContainer.StoredObject(stat, whole, Optional.of(ref.id())));
        container.uploads.remove(ref.id().value());
        return stat;
    }

    @Override
    public synchronized void abortUpload(RequestContext context, UploadRef ref) throws ObjectStoreException {
        InMemoryContainer container = enter(context, Action.WRITE_OBJECT, ref.container(), ref.key());
        container.find(ref);
        container.uploads.remove(ref.id().value());
    }

    private InMemoryContainer enter(RequestContext context, Action action, ContainerName name)
            throws ObjectStoreException {
        InMemoryContainer container = container(name);
        authoriser.authorise(context, action, new Resource.ContainerResource(container.stat.account(), name));
        return container;
    }

    private InMemoryContainer enter(RequestContext context, Action action, ContainerName name, ObjectKey key)
            throws ObjectStoreException {
        InMemoryContainer container = container(name);
        authoriser.authorise(context, action, new Resource.ObjectResource(container.stat.account(), name, key));
        return container;
    }

    private InMemoryContainer container(ContainerName name) throws ObjectStoreException {
        InMemoryContainer container = containers.get(name);
        if (container == null) {
            throw new ObjectStoreException.NoSuchContainer(name);
        }
        return container;
    }

    private ObjectStat commit(WriteCondition condition, InMemoryContainer.StoredObject object)
            throws ObjectStoreException {
        ObjectRef ref = object.stat().ref();
        InMemoryContainer container = container(ref.container());
        container.require(ref.key(), condition);
        container.objects.put(ref.key(), object);
        return object.stat();
    }

    private ObjectStat describe(PutRequest request, long size, String etag, List<Checksum> checksums,
            List<Long> partSizes) throws ObjectStoreException {
        ObjectRef ref = ObjectRef.current(request.container(), request.key())
                .at(VersionId.next(clock.millis(), random));
        StoragePolicyName policy = request.storagePolicy()
                .or(() -> containers.get(request.container()).stat.storagePolicy()).orElse(policies.getFirst());
        return new ObjectStat(ref, size, etag, now(), request.attributes(), checksums, policy, ObjectStat.STANDARD,
                partSizes);
    }

    private void requirePolicy(Optional<StoragePolicyName> policy) throws ObjectStoreException {
        if (policy.isPresent() && !policies.contains(policy.get())) {
            throw new ObjectStoreException.UnknownStoragePolicy(
                    "there is no storage policy " + policy.get() + "; there are " + policies);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static AccountName account(RequestContext context) {
        return switch (context.principal()) {
            case Principal.AccountPrincipal principal -> principal.account();
            case Principal.SystemPrincipal system -> throw new IllegalArgumentException(
                    system.component() + " has no account, so it neither makes nor lists containers");
        };
    }
}
