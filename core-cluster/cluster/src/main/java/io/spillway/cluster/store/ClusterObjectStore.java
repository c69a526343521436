package io.spillway.cluster.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ContainerStat;
import io.spillway.cluster.api.object.Containers;
import io.spillway.cluster.api.object.CopyRequest;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.Listing;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.cluster.api.object.PartListing;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.object.WriteCondition;

/** The store's port on one node: each role is a class of its own, put together here. */
public final class ClusterObjectStore implements ObjectStore {
    private final Containers containers;
    private final ObjectReader reads;
    private final ObjectWriter writes;
    private final MultipartUploads uploads;

    public ClusterObjectStore(StoreParts parts, StoreSettings settings) {
        Door door = new Door(parts.directory(), parts.authoriser());
        ReadSurroundings reading = new ReadSurroundings(parts.conscience(), parts.remote(), settings.readBuffers());
        WritePath path = parts.writePath(settings, reading);
        ObjectReads objectReads = new ObjectReads(door, parts.directory(), reading, parts.readNotes());
        containers = new ContainerCalls(door, parts.directory(), settings.policies());
        reads = objectReads;
        writes = new ObjectWrites(door, objectReads, path);
        uploads = new Uploads(door, parts.directory(), path);
    }

    @Override
    public void createContainer(RequestContext context, ContainerName name, Optional<StoragePolicyName> storagePolicy)
            throws ObjectStoreException {
        containers.createContainer(context, name, storagePolicy);
    }

    @Override
    public ContainerStat statContainer(RequestContext context, ContainerName name) throws ObjectStoreException {
        return containers.statContainer(context, name);
    }

    @Override
    public List<ContainerStat> listContainers(RequestContext context) throws ObjectStoreException {
        return containers.listContainers(context);
    }

    @Override
    public void deleteContainer(RequestContext context, ContainerName name) throws ObjectStoreException {
        containers.deleteContainer(context, name);
    }

    @Override
    public ObjectContent get(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        return reads.get(context, ref);
    }

    @Override
    public ObjectStat stat(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        return reads.stat(context, ref);
    }

    @Override
    public Listing list(RequestContext context, ContainerName container, ListRequest request)
            throws ObjectStoreException {
        return reads.list(context, container, request);
    }

    @Override
    public ObjectStat put(RequestContext context, PutRequest request, ObjectSource source)
            throws ObjectStoreException, IOException {
        return writes.put(context, request, source);
    }

    @Override
    public ObjectStat copy(RequestContext context, CopyRequest request) throws ObjectStoreException {
        return writes.copy(context, request);
    }

    @Override
    public void delete(RequestContext context, ObjectRef ref, WriteCondition condition) throws ObjectStoreException {
        writes.delete(context, ref, condition);
    }

    @Override
    public UploadId createUpload(RequestContext context, PutRequest request, Checksum.Kind kind)
            throws ObjectStoreException {
        return uploads.createUpload(context, request, kind);
    }

    @Override
    public PartStat putPart(RequestContext context, UploadRef upload, int number, ObjectSource source)
            throws ObjectStoreException, IOException {
        return uploads.putPart(context, upload, number, source);
    }

    @Override
    public PartListing listParts(RequestContext context, UploadRef upload, int after, int limit)
            throws ObjectStoreException {
        return uploads.listParts(context, upload, after, limit);
    }

    @Override
    public UploadListing listUploads(RequestContext context, ContainerName container, UploadListRequest request)
            throws ObjectStoreException {
        return uploads.listUploads(context, container, request);
    }

    @Override
    public ObjectStat completeUpload(RequestContext context, UploadRef upload, Completion completion)
            throws ObjectStoreException {
        return uploads.completeUpload(context, upload, completion);
    }

    @Override
    public void abortUpload(RequestContext context, UploadRef upload) throws ObjectStoreException {
        uploads.abortUpload(context, upload);
    }
}
