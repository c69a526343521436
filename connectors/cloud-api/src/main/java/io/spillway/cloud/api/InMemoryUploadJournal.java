package io.spillway.cloud.api;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** A journal that lasts as long as the process: for uploads that nobody goes on with after a crash. */
public final class InMemoryUploadJournal implements UploadJournal {
    private final AtomicReference<@Nullable UploadId> upload = new AtomicReference<>();

    @Override
    public void record(UploadId started) {
        upload.set(started);
    }

    @Override
    public Optional<UploadId> find() {
        return Optional.ofNullable(upload.get());
    }

    @Override
    public void clear() {
        upload.set(null);
    }
}
