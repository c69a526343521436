package io.spillway.cloud.directory;

import java.nio.ByteBuffer;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;

/** A range of an object's file. */
final class FileContent implements CloudContent {
    private final ObjectFile file;
    private final long end;
    private final long length;
    private long at;

    FileContent(ObjectFile file, long from, long length) {
        this.file = file;
        this.at = from;
        this.end = from + length;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(ByteBuffer target) throws CloudException {
        if (at == end) {
            return -1;
        }
        int room = (int) Math.min(target.remaining(), end - at);
        ByteBuffer window = target.slice(target.position(), room);
        int read = file.read(window, at);
        target.position(target.position() + read);
        at += read;
        return read;
    }

    @Override
    public void close() {
        file.close();
    }
}
