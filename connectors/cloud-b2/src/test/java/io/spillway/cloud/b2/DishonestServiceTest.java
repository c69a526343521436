package io.spillway.cloud.b2;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.contract.PatternSource;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Answers that no simulator of a good service gives. */
final class DishonestServiceTest {
    private static final CloudKey KEY = new CloudKey("key");
    private static final long PART = 1000;
    private static final B2Settings IMPATIENT = new B2Settings(1,
            new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, Duration.ZERO, 2));

    @Test
    void aPartThatWasTakenInAsOtherBytesIsNotFinished() throws Exception {
        AtomicInteger finishes = new AtomicInteger();
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("upload_part", FakeService.json("""
                    {"fileId": "f", "partNumber": 1, "contentLength": 1000,
                     "contentSha1": "0123456789012345678901234567890123456789", "uploadTimestamp": 1}
                    """)).on("b2_finish_large_file", exchange -> {
                finishes.incrementAndGet();
                exchange.sendResponseHeaders(500, -1);
            });
            PatternSource source = new PatternSource(2 * PART, 1);
            assertThatThrownBy(() -> store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal()))
                    .isInstanceOf(CloudException.Corrupt.class).hasMessageContaining("0123456789");
            assertThat(finishes).hasValue(0);
        }
    }

    @Test
    void aFileThatWasTakenInAsOtherBytesIsNoPut() throws Exception {
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("upload_file", FakeService
                    .json("""
                            {"fileId": "f", "fileName": "key", "contentLength": 10, "contentType": "c", "fileInfo": {},
                             "action": "upload", "contentSha1": "0123456789012345678901234567890123456789", "uploadTimestamp": 1}
                            """));
            PatternSource source = new PatternSource(10, 1);
            assertThatThrownBy(() -> store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal()))
                    .isInstanceOf(CloudException.Corrupt.class).hasMessageContaining("0123456789");
        }
    }

    /** Time limits of a socket bound what is read, not what is written. */
    @Test
    void anUploadThatTheServiceStopsReadingEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeService service = new FakeService(64 << 20); CloudStore store = service.store(IMPATIENT)) {
            service.on("upload_file", exchange -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            PatternSource source = new PatternSource(32 << 20, 1);
            assertThatThrownBy(() -> store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal()))
                    .isInstanceOf(CloudException.OutcomeUnknown.class);
        } finally {
            over.countDown();
        }
    }

    /** There are two connections; a third read would wait for one that was never given back. */
    @Test
    void anAnswerThatDoesNotTellItsLengthIsNoneAndKeepsNoConnection() throws Exception {
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("key", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[10]);
            });
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> store.open(CloudRef.newest(KEY), ReadRange.WHOLE))
                        .isInstanceOf(CloudException.Unavailable.class).hasMessageContaining("length");
            }
        }
    }

    @Test
    void aReadIsBoundedByTheSilenceItIsGiven() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("key", exchange -> {
                exchange.sendResponseHeaders(200, 20);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try (CloudContent content = store.open(CloudRef.newest(KEY), ReadRange.WHOLE)) {
                assertThat(content.read(ByteBuffer.allocate(10))).isEqualTo(10);
                assertThatThrownBy(() -> content.read(ByteBuffer.allocate(10)))
                        .isInstanceOf(CloudException.Unavailable.class).hasMessageContaining("10 bytes before the end");
            }
        } finally {
            over.countDown();
        }
    }

    /** Older documentation has such an answer for a version that is gone. Nothing may be left out, in this key or behind it. */
    @Test
    void aListingWhoseCursorIsRefusedGoesOnAtItsKey() throws Exception {
        String files = """
                {"files": [%s, %s, %s], "nextFileName": null, "nextFileId": null}
                """.formatted(file("key", "1"), file("key", "2"), file("later", "3"));
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("b2_list_file_versions", exchange -> {
                String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (asked.contains("\"gone\"")) {
                    FakeService.answer(exchange, 400, """
                            {"status": 400, "code": "invalid_file_id", "message": "Invalid startFileId: gone"}""");
                } else {
                    assertThat(asked).contains("\"startFileName\": \"key\"");
                    FakeService.answer(exchange, 200, files);
                }
            });
            List<Listing.Item> items = store.list("", new ListCursor.AfterItem(KEY, "gone"), 10).items();
            assertThat(items).extracting(item -> item.key().value()).containsExactly("key", "key", "later");
        }
    }

    private static String file(String name, String id) {
        return """
                {"fileName": "%s", "fileId": "%s", "contentLength": 1, "contentType": "c", "fileInfo": {},
                 "action": "upload", "uploadTimestamp": 1}
                """.formatted(name, id);
    }

    @Test
    void whatIsNoB2ServiceIsSaidToBeNone() throws Exception {
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(IMPATIENT)) {
            service.on("b2_authorize_account", exchange -> exchange.sendResponseHeaders(404, -1));
            assertThatThrownBy(store::capabilities).isInstanceOf(CloudException.Refused.class)
                    .hasMessageContaining("is no B2 service").hasMessageContaining("--endpoint");
        }
    }

    /** A key of another account must not come to write where the first one did. */
    @Test
    void aKeyOfAnotherAccountIsDenied() throws Exception {
        B2Settings patient = new B2Settings(1,
                new B2Settings.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, Duration.ZERO, 2));
        try (FakeService service = new FakeService(PART); CloudStore store = service.store(patient)) {
            store.capabilities();
            service.on("b2_get_file_info", exchange -> {
                exchange.getRequestBody().readAllBytes();
                FakeService.answer(exchange, 401, """
                        {"status": 401, "code": "expired_auth_token", "message": "old"}""");
            }).on("b2_authorize_account", FakeService.json("""
                    {"accountId": "other", "authorizationToken": "t", "apiUrl": "http://127.0.0.1:1",
                     "downloadUrl": "http://127.0.0.1:1", "recommendedPartSize": 1000, "absoluteMinimumPartSize": 1,
                     "allowed": {"capabilities": [], "bucketId": "b", "bucketName": "fake-bucket", "namePrefix": null}}
                    """));
            CloudRef version = new CloudRef(KEY, new Generation.Version("f"));
            assertThatThrownBy(() -> store.stat(version)).isInstanceOf(CloudException.AccessDenied.class)
                    .hasMessageContaining("another account");
        }
    }
}
