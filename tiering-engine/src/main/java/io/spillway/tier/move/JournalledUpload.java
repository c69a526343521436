package io.spillway.tier.move;

import java.io.IOException;
import java.util.Optional;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;

/** Keeps the id of a resumable upload in the intent's row. */
final class JournalledUpload implements UploadJournal {
    private final IntentJournal journal;
    private final CloudKey key;
    private Intent intent;

    JournalledUpload(IntentJournal journal, Intent intent, CloudKey key) {
        this.journal = journal;
        this.intent = intent;
        this.key = key;
    }

    /** The intent as it stands now. */
    Intent intent() {
        return intent;
    }

    @Override
    public void record(UploadId upload) throws IOException {
        try {
            Advance outcome = journal.advance(Step.UPLOAD_ID, intent, uploading().resumable(upload.id()));
            if (!(outcome instanceof Advance.Advanced(Intent advanced))) {
                throw new UploadOvertakenException(upload);
            }
            intent = advanced;
        } catch (ObjectStoreException e) {
            throw new IOException("the upload's id could not be recorded: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<UploadId> find() {
        return uploading().uploadId().map(id -> new UploadId(key, id));
    }

    /** The row says so when it becomes uploaded; until then the id does no harm. */
    @Override
    public void clear() {}

    private Uploading uploading() {
        return (Uploading) intent.state();
    }

    /** The intent went on without this upload, whose id nobody else knows. */
    static final class UploadOvertakenException extends IOException {
        private final UploadId upload;

        UploadOvertakenException(UploadId upload) {
            super("the intent was superseded while its upload began");
            this.upload = upload;
        }

        UploadId upload() {
            return upload;
        }
    }
}
