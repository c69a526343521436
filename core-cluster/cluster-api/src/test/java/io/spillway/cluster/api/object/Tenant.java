package io.spillway.cluster.api.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;

/** A caller of the store with an account and a container, and the short forms in which the tests speak. */
public record Tenant(ObjectStore store, RequestContext context, ContainerName container) {
    private static final AtomicLong CONTAINERS = new AtomicLong(System.nanoTime());

    static Tenant withContainer(ObjectStore store, AccountName account) throws ObjectStoreException {
        RequestContext context = contextOf(account);
        ContainerName container = freshName();
        store.createContainer(context, container, Optional.empty());
        return new Tenant(store, context, container);
    }

    static RequestContext contextOf(AccountName account) {
        return new RequestContext(new Principal.AccountPrincipal(account, "key-of-" + account), "contract-test",
                Instant.now().plusSeconds(300));
    }

    static ContainerName freshName() {
        return new ContainerName("bucket-" + CONTAINERS.incrementAndGet());
    }

    static byte[] text(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that no shift, cut or repetition leaves equal. */
    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    Tenant in(ContainerName other) {
        return new Tenant(store, context, other);
    }

    ObjectRef ref(String key) {
        return ObjectRef.current(container, new ObjectKey(key));
    }

    PutRequest request(String key) {
        return new PutRequest(container, new ObjectKey(key), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                WriteCondition.ALWAYS);
    }

    PutRequest request(String key, WriteCondition condition) {
        return new PutRequest(container, new ObjectKey(key), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                condition);
    }

    PutRequest request(String key, ObjectAttributes attributes, Set<ChecksumAlgorithm> checksums) {
        return new PutRequest(container, new ObjectKey(key), attributes, checksums, Optional.empty(),
                WriteCondition.ALWAYS);
    }

    ObjectStat put(String key, byte[] body) throws ObjectStoreException, IOException {
        return put(request(key), body);
    }

    ObjectStat put(String key, String body) throws ObjectStoreException, IOException {
        return put(key, text(body));
    }

    ObjectStat put(PutRequest request, byte[] body) throws ObjectStoreException, IOException {
        return store.put(context, request, BytesSource.of(body));
    }

    ObjectStat stat(String key) throws ObjectStoreException {
        return store.stat(context, ref(key));
    }

    byte[] read(String key) throws ObjectStoreException, IOException {
        try (ObjectContent content = store.get(context, ref(key))) {
            return drain(content, ObjectContent.PREFERRED_BUFFER);
        }
    }

    byte[] read(String key, long offset, long length) throws ObjectStoreException, IOException {
        try (ObjectContent content = store.get(context, ref(key))) {
            content.select(new ByteRange(offset, length));
            return drain(content, ObjectContent.PREFERRED_BUFFER);
        }
    }

    static byte[] drain(ObjectContent content, int bufferSize) throws ObjectStoreException, IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
        while (content.read(buffer) >= 0) {
            buffer.flip();
            all.write(buffer.array(), buffer.arrayOffset(), buffer.limit());
            buffer.clear();
        }
        return all.toByteArray();
    }

    Listing list(String prefix, String delimiter, String after, int limit) throws ObjectStoreException {
        return store.list(context, container, new ListRequest(prefix, delimiter, after, limit));
    }

    /** The keys of all objects, page by page. */
    List<String> keys() throws ObjectStoreException {
        List<String> keys = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = list("", "", after.get(), ListRequest.MAX_LIMIT);
            page.objects().forEach(stat -> keys.add(stat.ref().key().value()));
            after = page.next();
        }
        return keys;
    }

    void delete(String key) throws ObjectStoreException {
        store.delete(context, ref(key), WriteCondition.ALWAYS);
    }

    MultipartUploads.UploadRef createUpload(String key) throws ObjectStoreException {
        return createUpload(request(key), Checksum.Kind.COMPOSITE);
    }

    MultipartUploads.UploadRef createUpload(PutRequest request, Checksum.Kind kind) throws ObjectStoreException {
        return new MultipartUploads.UploadRef(container, request.key(), store.createUpload(context, request, kind));
    }

    MultipartUploads.CompletedPart putPart(MultipartUploads.UploadRef upload, int number, byte[] body)
            throws ObjectStoreException, IOException {
        PartStat part = store.putPart(context, upload, number, BytesSource.of(body));
        return new MultipartUploads.CompletedPart(number, part.etag(), List.of());
    }

    ObjectStat complete(MultipartUploads.UploadRef upload, MultipartUploads.CompletedPart... parts)
            throws ObjectStoreException {
        return store.completeUpload(context, upload, MultipartUploads.Completion.of(parts));
    }
}
