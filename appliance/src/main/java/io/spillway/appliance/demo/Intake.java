package io.spillway.appliance.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Putting files, and the files to put. */
final class Intake {
    private Intake() {}

    /** Makes the bucket and puts the files; answers what was acknowledged. */
    static List<StoredObject> put(S3Door door, String bucket, List<SourceFile> files, Narration narration)
            throws DemoException, InterruptedException {
        List<StoredObject> stored = Collections.synchronizedList(new ArrayList<>());
        door.createBucket(bucket);
        try (Narration.Progress progress = narration.progress("Putting files", files.size())) {
            Crowd.each(files, file -> {
                stored.add(door.put(bucket, file));
                progress.step();
            });
        }
        return List.copyOf(stored);
    }

    /** So many objects to move, the smallest first; where there are not so many files they come several times. */
    static List<SourceFile> batch(List<SourceFile> files, int objects, long bytes) {
        List<SourceFile> cold = files.stream().filter(file -> file.rule() == DemoRule.REST)
                .sorted(Comparator.comparingLong(SourceFile::size)).toList();
        List<SourceFile> batch = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < objects; i++) {
            SourceFile file = cold.get(i % cold.size());
            sum += file.size();
            // Two at least: of one alone there is no middle.
            if (sum > bytes && i >= 2) {
                break;
            }
            batch.add(i < cold.size() ? file : file.under("copy-" + i / cold.size() + "/"));
        }
        return batch;
    }
}
