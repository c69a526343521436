package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import com.backblaze.b2.client.B2CancellationToken;
import com.backblaze.b2.client.B2LargeFileStorer;
import com.backblaze.b2.client.B2PartStorer;
import com.backblaze.b2.client.B2UploadingPartStorer;
import com.backblaze.b2.client.exceptions.B2BadRequestException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2LocalException;
import com.backblaze.b2.client.structures.B2Part;
import com.backblaze.b2.client.structures.B2UploadListener;
import org.jspecify.annotations.Nullable;

/**
 * One part to be sent, unless another one has failed before: the SDK itself would go on with all that are left. It may tell
 * the failure of any of them, so that those which are not sent fail as the first one did.
 */
record SentPart(int number, SentBytes bytes, AtomicReference<@Nullable B2Exception> failure) implements B2PartStorer {
    @Override
    public int getPartNumber() {
        return number;
    }

    @Override
    public long getPartSizeOrThrow() {
        return bytes.getContentLength();
    }

    @Override
    public B2Part storePart(B2LargeFileStorer storer, B2UploadListener listener, B2CancellationToken token)
            throws B2Exception {
        B2Exception before = failure.get();
        if (before != null) {
            throw before;
        }
        try {
            return proven(new B2UploadingPartStorer(number, bytes).storePart(storer, listener, token));
        } catch (IOException e) {
            B2Exception unread = new B2LocalException("read_failed", "part " + number + " cannot be read", e);
            failure.compareAndSet(null, unread);
            throw unread;
        } catch (B2Exception e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private B2Part proven(B2Part part) throws B2Exception {
        if (part.getContentLength() != bytes.getContentLength()
                || !bytes.getSha1OrNull().equals(part.getContentSha1())) {
            throw new B2BadRequestException("part_sha1_mismatch", null, "part " + number + " was taken in as "
                    + part.getContentLength() + " bytes of SHA-1 " + part.getContentSha1());
        }
        return part;
    }
}
