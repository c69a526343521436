package io.spillway.cloud.api.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;

/** A journal that remembers what was written into it. */
public final class CountingJournal implements UploadJournal {
    private final InMemoryUploadJournal journal = new InMemoryUploadJournal();
    private final List<UploadId> recorded = new ArrayList<>();

    public List<UploadId> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public void record(UploadId upload) {
        recorded.add(upload);
        journal.record(upload);
    }

    @Override
    public Optional<UploadId> find() {
        return journal.find();
    }

    @Override
    public void clear() {
        journal.clear();
    }
}
