package io.spillway.system.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import static org.assertj.core.api.Assertions.assertThat;

/** The Transfer Manager over the C library: files and folders, large ones in parallel parts. */
@ExtendWith(SharedAppliance.Provider.class)
class TransferManagerIT {
    @TempDir
    Path folder;

    @Test
    void aLargeFileGoesUpInPartsAndComesBack(SharedAppliance appliance) throws Exception {
        Path file = write("large", 41_000_003);
        try (S3AsyncClient client = connect(appliance, "transfer-file");
                S3TransferManager manager = S3TransferManager.builder().s3Client(client).build()) {
            String etag = manager.uploadFile(
                    upload -> upload.source(file).putObjectRequest(put -> put.bucket("transfer-file").key("large")))
                    .completionFuture().join().response().eTag();
            Path back = folder.resolve("back");
            manager.downloadFile(
                    download -> download.destination(back)
                            .getObjectRequest(get -> get.bucket("transfer-file").key("large")))
                    .completionFuture().join();

            assertThat(etag).contains("-");
            assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        }
    }

    @Test
    void aFolderGoesUpAndComesBack(SharedAppliance appliance) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/deep/er"));
        for (int number = 0; number < 20; number++) {
            Files.move(write("small", number * 1000), source.resolve("file " + number));
        }
        try (S3AsyncClient client = connect(appliance, "transfer-folder");
                S3TransferManager manager = S3TransferManager.builder().s3Client(client).build()) {
            assertThat(manager.uploadDirectory(
                    upload -> upload.source(folder.resolve("source")).bucket("transfer-folder"))
                    .completionFuture().join().failedTransfers()).isEmpty();
            Path back = Files.createDirectory(folder.resolve("back"));
            assertThat(manager.downloadDirectory(download -> download.bucket("transfer-folder").destination(back))
                    .completionFuture().join().failedTransfers()).isEmpty();

            for (int number = 0; number < 20; number++) {
                assertThat(Files.mismatch(source.resolve("file " + number), back.resolve("deep/er/file " + number)))
                        .isEqualTo(-1);
            }
        }
    }

    private Path write(String name, int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static S3AsyncClient connect(SharedAppliance appliance, String bucket) throws Exception {
        S3AsyncClient client = S3AsyncClient.crtBuilder().endpointOverride(appliance.s3())
                .credentialsProvider(appliance.credentials()).region(Region.US_EAST_1).forcePathStyle(true).build();
        client.createBucket(create -> create.bucket(bucket)).join();
        return client;
    }
}
