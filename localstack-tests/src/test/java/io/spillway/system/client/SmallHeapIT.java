package io.spillway.system.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes stream: an object that is larger than the appliance's heap goes in and out through it. */
class SmallHeapIT {
    private static final long SIZE = 256L << 20;

    @TempDir
    Path folder;

    @Test
    void anObjectLargerThanTheHeapGoesInAndOut() throws Exception {
        ApplianceProcess.Launch launch = ApplianceProcess.Launch.on(folder.resolve("data"))
                .withJvmOptions("-XX:+UseSerialGC", "-Xmx96m", "-XX:+ExitOnOutOfMemoryError");
        try (ApplianceProcess appliance = ApplianceProcess.start(launch);
                S3Client client = S3Client.builder().endpointOverride(appliance.s3())
                        .credentialsProvider(ApplianceCredentials.of(launch.data())).region(Region.US_EAST_1)
                        .forcePathStyle(true).build()) {
            client.createBucket(create -> create.bucket("large"));
            client.putObject(put -> put.bucket("large").key("object"),
                    RequestBody.fromContentProvider(Pattern::new, SIZE, "application/octet-stream"));

            try (InputStream got = client.getObject(get -> get.bucket("large").key("object"));
                    InputStream expected = new Pattern()) {
                assertThat(sameBytes(expected, got)).isEqualTo(SIZE);
            }
            assertThat(appliance.stop()).isZero();
        }
    }

    /** How many bytes are the same from the start on, in both streams to their end. */
    private static long sameBytes(InputStream expected, InputStream got) throws IOException {
        byte[] left = new byte[1 << 20];
        byte[] right = new byte[1 << 20];
        long same = 0;
        int count = expected.readNBytes(left, 0, left.length);
        while (count > 0) {
            int other = got.readNBytes(right, 0, count);
            assertThat(Arrays.equals(left, 0, count, right, 0, other)).as("the MiB at %d", same).isTrue();
            same += count;
            count = expected.readNBytes(left, 0, left.length);
        }
        assertThat(got.read()).isEqualTo(-1);
        return same;
    }

    /** SIZE bytes, each MiB different from the others. */
    private static final class Pattern extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private long position;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == SIZE) {
                return -1;
            }
            int inBlock = (int) (position % block.length);
            if (inBlock == 0) {
                new Random(position).nextBytes(block);
            }
            int count = Math.min(length, block.length - inBlock);
            System.arraycopy(block, inBlock, target, offset, count);
            position += count;
            return count;
        }
    }
}
