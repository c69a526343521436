package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.RunningChecksum;
import io.spillway.cloud.api.StoredObject;

/** An object's file, opened: it stays on the same bytes when another takes its name. */
record ObjectFile(CloudKey key, FileChannel channel, Trailer trailer, Instant modified) implements AutoCloseable {
    /** The entity tag of a file whose trailer is damaged, so that it can be listed and removed. */
    static final String DAMAGED = "damaged";
    private static final int BUFFER_BYTES = 256 * 1024;

    static ObjectFile open(TargetFolder folder, CloudRef ref, Path file) throws CloudException {
        folder.prove();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                Trailer trailer = Trailer.read(channel).orElseThrow(() -> new CloudException.Corrupt(
                        "the file of \"" + ref.key() + "\" was cut or damaged: " + file));
                requireGeneration(ref, trailer);
                return new ObjectFile(ref.key(), channel, trailer, Files.getLastModifiedTime(file).toInstant());
            } catch (IOException | CloudException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            folder.prove();
            throw new CloudException.NotFound("there is no \"" + ref.key() + "\" in " + folder.root(), e);
        } catch (IOException e) {
            throw DirectoryExceptions.of("reading \"" + ref.key() + "\" in " + folder.root(), e);
        }
    }

    private static void requireGeneration(CloudRef ref, Trailer trailer) throws CloudException {
        switch (ref.generation()) {
            case Generation.Newest _ -> {
            }
            case Generation.Version version -> throw new CloudException.NotFound(
                    "a folder has no versions, so none \"" + version.id() + "\" of \"" + ref.key() + "\"");
            case Generation.Tagged tagged -> {
                if (!tagged.etag().equals(trailer.writeId())) {
                    throw new CloudException.PreconditionFailed("\"" + ref.key() + "\" holds " + trailer.writeId()
                            + " and no longer " + tagged.etag());
                }
            }
        }
    }

    /** The entity tag of what stands at a path; empty if nothing does. */
    static Optional<String> etag(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Trailer.read(channel).map(Trailer::writeId).orElse(DAMAGED));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Reads all bytes again and answers what they prove. */
    StoredObject proven() throws CloudException {
        RunningChecksum digest = RunningChecksum.of(Checksum.Algorithm.SHA256);
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, trailer.length()))];
        for (long at = 0; at < trailer.length();) {
            int read = read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, trailer.length() - at)), at);
            digest.update(buffer, 0, read);
            at += read;
        }
        byte[] found = digest.digest();
        Checksum stored = Checksum.sha256(trailer.sha256());
        if (!MessageDigest.isEqual(found, stored.bytes())) {
            throw new CloudException.Corrupt("the bytes of \"" + key + "\" are not those that were stored");
        }
        return new StoredObject(key, Optional.empty(), trailer.writeId(), trailer.length(), Optional.of(stored),
                modified);
    }

    /** Reads at least one byte that must be there. */
    int read(ByteBuffer target, long at) throws CloudException {
        try {
            int read = channel.read(target, at);
            if (read <= 0) {
                throw new CloudException.Corrupt("the file of \"" + key + "\" was cut at " + at);
            }
            return read;
        } catch (IOException e) {
            throw DirectoryExceptions.of("reading \"" + key + "\"", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It was only read: nothing depends on how it closes.
        }
    }
}
