package io.spillway.gateway.s3.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.gateway.s3.body.ClientBody;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.error.StoreErrors;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.ResourcePath;
import io.spillway.gateway.s3.xml.XmlInput;
import io.spillway.gateway.s3.xml.XmlOutput;

/** DeleteObjects: up to a thousand keys, each with a result of its own. */
public final class DeleteObjects implements OperationHandler {
    private static final int MAX_KEYS = 1000;
    /** Room for a thousand of the longest keys. */
    private static final int MAX_BODY = 2 << 20;
    /** Deletes under way at once for one request, so that they share the store's log syncs. */
    private static final int PARALLEL = 16;

    private final ObjectWriter objects;

    private record Entry(String key, Optional<String> etag) {}

    private record Batch(List<Entry> entries, boolean quiet) {}

    private record Outcome(String key, Optional<S3Exception> error) {}

    public DeleteObjects(ObjectWriter objects) {
        this.objects = objects;
    }

    @Override
    public S3Response handle(S3Call call) throws S3Exception, ObjectStoreException, IOException {
        ClientBody body = call.body();
        if (body.checksums().values().isEmpty() && body.checksums().inTrailer().isEmpty()) {
            throw S3Exception.invalidRequest(
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
        Batch batch = parse(body.readSmall(MAX_BODY));
        XmlOutput xml = XmlOutput.result("DeleteResult");
        for (Outcome outcome : deleteAll(call, batch.entries())) {
            if (outcome.error().isPresent()) {
                S3Exception error = outcome.error().get();
                xml.open("Error").element("Key", outcome.key()).element("Code", error.code().code())
                        .element("Message", error.text()).close();
            } else if (!batch.quiet()) {
                xml.open("Deleted").element("Key", outcome.key()).close();
            }
        }
        return S3Response.xml(xml);
    }

    private List<Outcome> deleteAll(S3Call call, List<Entry> entries) throws S3Exception, ObjectStoreException {
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        try (ExecutorService workers = Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
            List<Future<Outcome>> running = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                running.add(workers.submit(() -> delete(call, entry)));
            }
            for (Future<Outcome> outcome : running) {
                outcomes.add(outcome.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ObjectStoreException ofAll) {
                throw ofAll;
            }
            throw new IllegalStateException("a delete failed unexpectedly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while objects were deleted", e);
        }
        return outcomes;
    }

    /** A fault of one key is its result; a bucket that is not there fails the request. */
    private Outcome delete(S3Call call, Entry entry) throws ObjectStoreException {
        try {
            ObjectKey key = ResourcePath.key(entry.key());
            WriteCondition condition = entry.etag().isPresent()
                    ? WriteConditions.ifMatch(entry.etag().get())
                    : WriteCondition.ALWAYS;
            objects.delete(call.context(), ObjectRef.current(call.bucket(), key), condition);
            return new Outcome(entry.key(), Optional.empty());
        } catch (ObjectStoreException.NoSuchContainer e) {
            throw e;
        } catch (ObjectStoreException e) {
            return new Outcome(entry.key(), Optional.of(StoreErrors.translate(e)));
        } catch (S3Exception e) {
            return new Outcome(entry.key(), Optional.of(e));
        }
    }

    private static Batch parse(byte[] document) throws S3Exception {
        List<Entry> entries = new ArrayList<>();
        boolean quiet = false;
        XmlInput xml = XmlInput.open(document, "Delete");
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Object" -> entries.add(entry(xml));
                case "Quiet" -> quiet = xml.text().strip().equals("true");
                case String other -> throw XmlInput.malformed("unknown element " + other);
            }
            if (entries.size() > MAX_KEYS) {
                throw XmlInput.malformed("more than " + MAX_KEYS + " objects");
            }
        }
        if (entries.isEmpty()) {
            throw XmlInput.malformed("no object is named");
        }
        return new Batch(entries, quiet);
    }

    private static Entry entry(XmlInput xml) throws S3Exception {
        Optional<String> key = Optional.empty();
        Optional<String> etag = Optional.empty();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Key" -> key = Optional.of(xml.text());
                case "ETag" -> etag = Optional.of(ETagList.unquoted(xml.text()));
                case "VersionId", "LastModifiedTime", "Size" -> throw S3Exception
                        .notImplemented("The element " + xml.name() + " of an object to delete");
                case String other -> throw XmlInput.malformed("unknown element " + other);
            }
        }
        return new Entry(key.orElseThrow(() -> XmlInput.malformed("an object without a key")), etag);
    }
}
