package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

import io.spillway.cloud.api.ListCursor;

/**
 * Finds one page of keys. Names do not sort as keys do, so this keeps the smallest keys seen and passes by every
 * folder whose keys are all outside the page; folders are taken in about the right order, so that few are opened.
 */
final class FolderListing {
    /** A key's bytes, as {@link KeyPath} holds them, and its file. */
    record Found(String key, Path file) {}

    private record Folder(String begin, Path path) {}

    private final String prefix;
    private final String after;
    private final int limit;
    private final PriorityQueue<Found> page;

    FolderListing(String prefix, String after, int limit) {
        this.prefix = KeyPath.bytes(prefix);
        this.after = after;
        this.limit = limit;
        this.page = new PriorityQueue<>(Comparator.comparing(Found::key).reversed());
    }

    /** The bytes behind which a listing goes on; an object is the only one under its key here. */
    static String behind(String targetPrefix, ListCursor cursor) {
        return switch (cursor) {
            case ListCursor.Start _ -> "";
            case ListCursor.AfterKey key -> KeyPath.bytes(targetPrefix + key.key());
            case ListCursor.AfterItem item -> KeyPath.bytes(targetPrefix + item.key());
        };
    }

    List<Found> below(Path root) throws IOException {
        walk(new Folder("", root));
        List<Found> found = new ArrayList<>(page);
        found.sort(Comparator.comparing(Found::key));
        return found;
    }

    private void walk(Folder folder) throws IOException {
        List<Folder> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    KeyPath.folder(folder.begin(), name).ifPresent(begin -> folders.add(new Folder(begin, entry)));
                } else {
                    KeyPath.file(folder.begin(), name).ifPresent(key -> keep(new Found(key, entry)));
                }
            }
        } catch (NoSuchFileException _) {
            return; // A removal took the folder, which had become empty.
        }
        folders.sort(Comparator.comparing(Folder::begin));
        for (Folder inner : folders) {
            if (mayHold(inner.begin())) {
                walk(inner);
            }
        }
    }

    private void keep(Found found) {
        if (found.key().startsWith(prefix) && found.key().compareTo(after) > 0) {
            page.add(found);
            if (page.size() > limit) {
                page.remove();
            }
        }
    }

    private boolean mayHold(String begin) {
        boolean inPrefix = begin.startsWith(prefix) || prefix.startsWith(begin);
        boolean allBefore = begin.compareTo(after) < 0 && !after.startsWith(begin);
        boolean allBehind = Optional.ofNullable(page.peek())
                .filter(largest -> page.size() == limit && begin.compareTo(largest.key()) > 0)
                .isPresent();
        return inPrefix && !allBefore && !allBehind;
    }
}
