package io.spillway.gateway.s3.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.body.BodyException;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.error.StoreErrors;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.Headers;
import io.spillway.gateway.s3.request.RequestHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request at a time per connection, each on its own virtual thread. */
final class RequestRunner {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);
    /** How long a verified request waits while too many others are in progress, before it is told to slow down. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final Operations operations;
    private final GatewayLimits limits;
    private final ResponseHeads heads;
    private final RequestIds ids;
    private final Semaphore turns;

    RequestRunner(Operations operations, GatewayLimits limits, Clock clock) {
        this.operations = operations;
        this.limits = limits;
        this.heads = new ResponseHeads(clock);
        this.ids = new RequestIds(clock.millis() << 20);
        this.turns = new Semaphore(limits.requests(), true);
    }

    /** Answers whether the connection may serve another request; a false one is to be closed. */
    boolean run(Exchange exchange) {
        String id = ids.next();
        try {
            return answer(exchange, id);
        } catch (IOException e) {
            // The client went away or stopped taking part: there is nobody to answer.
            LOG.debug("request {} ended without an answer: {}", id, e.getMessage());
            return false;
        } finally {
            exchange.body().discard();
        }
    }

    private boolean answer(Exchange exchange, String id) throws IOException {
        ResponseWriter writer = new ResponseWriter(exchange.channel(), Pace.begin(limits));
        try {
            return perform(exchange, writer, id);
        } catch (S3Exception e) {
            return fail(exchange, writer, e, id);
        } catch (ObjectStoreException e) {
            return fail(exchange, writer, StoreErrors.translate(e), id);
        } catch (BodyException e) {
            return fail(exchange, writer, e.error(), id);
        } catch (RuntimeException e) {
            LOG.error("request {} ({} {}) failed by a defect of the gateway or the store", id,
                    exchange.request().method(), path(exchange.request()), e);
            return fail(exchange, writer, new S3Exception(S3ErrorCode.INTERNAL_ERROR,
                    "We encountered an internal error. Please try again."), id);
        }
    }

    private boolean perform(Exchange exchange, ResponseWriter writer, String id)
            throws S3Exception, ObjectStoreException, IOException {
        HttpRequest request = exchange.request();
        requireReadable(request);
        VerifiedRequest verified = operations
                .verify(RequestHead.parse(request.method().name(), request.uri(), headers(request)));
        awaitTurn();
        try {
            return send(exchange, writer, operations.answer(verified, exchange.body(), id), id);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() throws S3Exception, IOException {
        try {
            if (!turns.tryAcquire(TURN.toNanos(), TimeUnit.NANOSECONDS)) {
                throw StoreErrors.retryLater(S3ErrorCode.SLOW_DOWN, "Please reduce your request rate.", TURN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a turn, since the gateway closes", e);
        }
    }

    private boolean send(Exchange exchange, ResponseWriter writer, S3Response response, String id)
            throws IOException, ObjectStoreException {
        if (response.body() instanceof S3Response.Content(ObjectContent content, long length)) {
            try (content) {
                boolean keepAlive = exchange.keepsAlive();
                writer.write(heads.head(response, id, keepAlive), content, length);
                return keepAlive;
            }
        }
        boolean keepAlive = exchange.keepsAlive();
        HttpResponse head = heads.head(response, id, keepAlive);
        writer.write(head, !exchange.isHead() && response.body() instanceof S3Response.Xml(byte[] document)
                ? document
                : new byte[0]);
        return keepAlive;
    }

    private boolean fail(Exchange exchange, ResponseWriter writer, S3Exception error, String id) throws IOException {
        if (writer.isStarted()) {
            LOG.warn("request {} ({}) was cut off in the middle of its answer: {}", id, path(exchange.request()),
                    error.text());
            return false;
        }
        if (error.code().status() >= 500) {
            LOG.info("request {} ({} {}) answered {}: {}", id, exchange.request().method(),
                    path(exchange.request()), error.code().code(), error.text());
        }
        S3Response response = ResponseHeads.error(error, path(exchange.request()), id);
        try {
            return send(exchange, new ResponseWriter(exchange.channel(), Pace.begin(limits)), response, id);
        } catch (ObjectStoreException e) {
            throw new IllegalStateException("an error's answer reads nothing from the store", e);
        }
    }

    private static void requireReadable(HttpRequest request) throws S3Exception {
        if (request.decoderResult().isSuccess()) {
            return;
        }
        throw switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _,TooLongHttpHeaderException _ -> new S3Exception(
                    S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE,
                    "Your request header and query parameters exceed the maximum allowed size.")
                    .detail("MaxSizeAllowed", Integer.toString(GatewayLimits.MAX_HEADERS));
            case Throwable malformed -> new S3Exception(S3ErrorCode.BAD_REQUEST,
                    "An error occurred when parsing the HTTP request: " + malformed.getMessage());
        };
    }

    private static Headers headers(HttpRequest request) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(request.headers().size());
        request.headers().forEach(entries::add);
        return new Headers(entries);
    }

    /** Without the query, which may hold a presigned signature. */
    private static String path(HttpRequest request) {
        String uri = request.uri();
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }
}
