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

    /** Of a step before anything had changed, unless the error itself says that something had. */
    static CloudException of(String doing, IOException e) {
        if (e instanceof AfterChangeException) {
            return new CloudException.OutcomeUnknown(doing + ": " + e.getMessage()
                    + "; a power cut may undo it: look at the disk or the mount", e);
        }
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
        if (full(reason)) {
            return new CloudException.Unavailable(doing + ": the file system is full; make room in it", RETRY_AFTER,
                    e);
        }
        return new CloudException.Unavailable(doing + ": " + e, RETRY_AFTER, e);
    }

    /** The same of a step that gives a name: an error that says nothing of its cause may come after the name. */
    static IOException naming(IOException e) {
        boolean unclear = of("", e) instanceof CloudException.Unavailable && !full(reason(e));
        return unclear ? new AfterChangeException("the file system failed while it gave the name", e) : e;
    }

    private static boolean full(String reason) {
        return reason.contains("no space left") || reason.contains("quota exceeded");
    }

    private static String reason(IOException e) {
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** A change was made, or may have been, before something failed. */
    static final class AfterChangeException extends IOException {
        AfterChangeException(String what, IOException cause) {
            super(what, cause);
        }
    }

    /** The file system cannot link. */
    static final class UnlinkableException extends IOException {
        UnlinkableException(Throwable cause) {
            super(cause);
        }
    }
}
