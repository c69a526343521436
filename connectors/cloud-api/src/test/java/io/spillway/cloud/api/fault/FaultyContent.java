package io.spillway.cloud.api.fault;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;

/** A content that breaks, ends early, lies or dawdles. */
final class FaultyContent implements CloudContent {
    private final CloudContent content;
    private final List<Fault> faults;
    private long at;

    FaultyContent(CloudContent content, List<Fault> faults) {
        this.content = content;
        this.faults = faults;
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public int read(ByteBuffer target) throws CloudException {
        long room = target.remaining();
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Slow slow -> slow.pause().run();
                case Fault.CutBody cut -> {
                    if (at >= cut.after()) {
                        throw new CloudException.Unavailable("injected: cut off at " + at, Duration.ofSeconds(1));
                    }
                    room = Math.min(room, cut.after() - at);
                }
                case Fault.ShortBody end -> {
                    if (at >= end.after()) {
                        return -1;
                    }
                    room = Math.min(room, end.after() - at);
                }
                case Fault.Before _,Fault.After _,Fault.WrongByte _,Fault.WrongEvidence _ -> {
                }
            }
        }
        int limit = target.limit();
        target.limit(target.position() + (int) room);
        int read = content.read(target);
        target.limit(limit);
        damage(target, read);
        at += Math.max(0, read);
        return read;
    }

    private void damage(ByteBuffer target, int read) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.WrongByte wrong && wrong.at() >= at && wrong.at() < at + read) {
                int index = target.position() - read + (int) (wrong.at() - at);
                target.put(index, (byte) ~target.get(index));
            }
        }
    }

    @Override
    public void close() {
        content.close();
    }
}
