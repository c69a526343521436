package io.spillway.appliance.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.demo.ObjectDoor.Seen;

/**
 * Where the bytes of each rule's objects are, by the storage classes that the S3 door shows.
 *
 * @param inlineBytes local ones that are in the directory
 */
record Placement(Map<DemoRule, Share> shares, long inlineBytes) {
    private static final String RELEASED = "released";

    /** What a rule's objects have where. An object is in one place: local until its local bytes are released. */
    record Share(long localObjects, long localBytes, long remoteObjects, long remoteBytes) {
        static final Share NONE = new Share(0, 0, 0, 0);

        long objects() {
            return localObjects + remoteObjects;
        }

        long bytes() {
            return localBytes + remoteBytes;
        }

        Share plus(Share other) {
            return new Share(localObjects + other.localObjects, localBytes + other.localBytes,
                    remoteObjects + other.remoteObjects, remoteBytes + other.remoteBytes);
        }

        private static Share of(Seen seen, String remoteClass) {
            return seen.storageClass().equals(remoteClass)
                    ? new Share(0, 0, 1, seen.size())
                    : new Share(1, seen.size(), 0, 0);
        }
    }

    Placement {
        shares = Map.copyOf(shares);
    }

    /**
     * @param remoteClass the class of objects whose bytes are in the target only
     * @param inlineMax up to how many bytes an object is in the directory and not on the volume
     */
    static Placement of(Collection<Map.Entry<ObjectName, Seen>> listed, String remoteClass, long inlineMax) {
        Map<DemoRule, Share> shares = new EnumMap<>(DemoRule.class);
        long inline = 0;
        for (Map.Entry<ObjectName, Seen> object : listed) {
            Share share = Share.of(object.getValue(), remoteClass);
            shares.merge(DemoRule.of(object.getKey().key(), object.getValue().size()), share, Share::plus);
            inline += object.getValue().size() <= inlineMax ? share.localBytes() : 0;
        }
        return new Placement(shares, inline);
    }

    /** Local bytes that are in chunk files. */
    long chunkBytes() {
        return total().localBytes() - inlineBytes;
    }

    Share of(DemoRule rule) {
        return shares.getOrDefault(rule, Share.NONE);
    }

    Share total() {
        return shares.values().stream().reduce(Share.NONE, Share::plus);
    }

    /** Where this and what a run reports do not agree; empty if they do. */
    List<String> against(RunAnswer run) {
        List<String> found = new ArrayList<>();
        for (DemoRule rule : DemoRule.values()) {
            Share share = of(rule);
            Optional<RunAnswer.Rule> report = run.rules().stream().filter(one -> one.rule().equals(rule.title()))
                    .findFirst();
            expect(found, rule.title() + ": objects", share.objects(), report.map(RunAnswer.Rule::matched).orElse(-1L));
            expect(found, rule.title() + ": bytes", share.bytes(), report.map(RunAnswer.Rule::bytes).orElse(-1L));
            expect(found, rule.title() + ": released objects", share.remoteObjects(),
                    report.map(one -> one.states().getOrDefault(RELEASED, 0L)).orElse(-1L));
        }
        return List.copyOf(found);
    }

    /** Where this and the bytes that really lie on volumes and in the cloud do not agree. */
    List<String> against(Footprint chunks, Footprint cloud) {
        List<String> found = new ArrayList<>();
        expect(found, "bytes in the volume's chunk files", chunkBytes(), chunks.bytes());
        if (cloud.bytes() < total().remoteBytes()) {
            found.add("the cloud holds %d bytes of objects that have %d".formatted(cloud.bytes(),
                    total().remoteBytes()));
        }
        return List.copyOf(found);
    }

    private static void expect(List<String> found, String what, long seen, long told) {
        if (seen != told) {
            found.add("%s: the S3 listing says %d, but it is %d".formatted(what, seen, told));
        }
    }
}
