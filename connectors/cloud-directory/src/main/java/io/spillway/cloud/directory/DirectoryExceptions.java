package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;

import io.spillway.cloud.api.CloudException;

/** What a file system's errors mean to a caller of the port; classified here and nowhere else. */
final class DirectoryExceptions {
    /** A mount or a disk takes a person to mend. */
    static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private DirectoryExceptions() {}

    /** Of a step before anything had changed. */
    static CloudException of(String doing, IOException e) {
        String reason = reason(e);
        if (e instanceof AccessDeniedException || reason.contains("permission denied")) {
            return new CloudException.AccessDenied(
                    doing + ": permission denied; let the user of this process read and write the target's folder", e);
        }
        if (reason.contains("read-only file system")) {
            return new CloudException.Refused(doing, "the file system is mounted read-only", e);
        }
        if (e instanceof UnlinkableException) {
            return new CloudException.Refused(doing, "the file system has no hard links; take one that has", e);
        }
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return new CloudException.Unavailable(doing + ": the file system is full; make room in it", RETRY_AFTER,
                    e);
        }
        return new CloudException.Unavailable(doing + ": " + e, RETRY_AFTER, e);
    }

    private static String reason(IOException e) {
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** The file system cannot link. */
    static final class UnlinkableException extends IOException {
        UnlinkableException(Throwable cause) {
            super(cause);
        }
    }
}
