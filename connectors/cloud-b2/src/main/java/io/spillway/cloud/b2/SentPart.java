package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.backblaze.b2.client.B2CancellationToken;
import com.backblaze.b2.client.B2LargeFileStorer;
import com.backblaze.b2.client.B2PartStorer;
import com.backblaze.b2.client.B2UploadingPartStorer;
import com.backblaze.b2.client.exceptions.B2BadRequestException;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2LocalException;
import com.backblaze.b2.client.structures.B2Part;
import com.backblaze.b2.client.structures.B2UploadListener;

/** One part to be sent, unless another one has failed before: the SDK itself would go on with all that are left. */
record SentPart(int number, SentBytes bytes, AtomicBoolean failed) implements B2PartStorer {
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
            throws IOException, B2Exception {
        if (failed.get()) {
            throw new B2LocalException("stopped", "part " + number + " is not sent, since another one failed");
        }
        try {
            B2Part part = new B2UploadingPartStorer(number, bytes).storePart(storer, listener, token);
            if (part.getContentLength() != bytes.getContentLength()
                    || !bytes.getSha1OrNull().equals(part.getContentSha1())) {
                throw new B2BadRequestException("part_sha1_mismatch", null,
                        "part " + number + " was taken in as " + part.getContentLength() + " bytes of SHA-1 "
                                + part.getContentSha1());
            }
            return part;
        } catch (IOException | B2Exception e) {
            failed.set(true);
            throw e;
        }
    }
}
