package io.spillway.gateway.s3.http;

import io.netty.channel.DefaultFileRegion;
import io.spillway.cluster.api.object.FileStretch;

/** Sends a stretch of a file by the system's own copy, where the transport has one, and closes the stretch then. */
final class StretchRegion extends DefaultFileRegion {
    private final FileStretch stretch;

    StretchRegion(FileStretch stretch) {
        super(stretch.file(), stretch.offset(), stretch.length());
        this.stretch = stretch;
    }

    /** Instead of closing the file, which is not this region's alone. */
    @Override
    protected void deallocate() {
        stretch.close();
    }
}
