package io.spillway.system.cloud;

import java.nio.file.Path;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts the same keys into a folder as other processes do, if absent, and prints those that it got. */
final class RivalProcess {
    private RivalProcess() {}

    /** Takes the folder, its id, this rival's name and the number of keys; begins when a byte comes in. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[2];
        try (CloudStore store = new DirectoryCloudStore(
                new DirectoryTarget(Path.of(arguments[0]), arguments[1], ""))) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                try {
                    store.put(new CloudKey("race/" + i), new BytesSource(name.getBytes(UTF_8)),
                            PutCondition.IF_ABSENT, new InMemoryUploadJournal());
                    System.out.println(i);
                } catch (CloudException.PreconditionFailed _) {
                    // A rival was faster.
                }
            }
        }
    }
}
