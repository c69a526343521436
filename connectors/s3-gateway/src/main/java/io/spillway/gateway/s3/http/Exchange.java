package io.spillway.gateway.s3.http;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/**
 * One request and its connection, as the virtual thread has them that answers it.
 *
 * @param closing whether the gateway is closing, so that the connection ends with the answer
 */
record Exchange(Channel channel, HttpRequest request, IncomingBody body, Closing closing) {
    /** A rest of a body up to this is read and dropped to save the connection; a longer one costs more than a new one. */
    private static final long MAX_DROPPED = 64 << 10;

    interface Closing {
        boolean now();
    }

    boolean isHead() {
        return request.method().name().equals("HEAD");
    }

    /** Whether the connection can serve another request after the answer to this one. */
    boolean keepsAlive() {
        return HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess() && !closing.now()
                && !body.isContinueExpected()
                && (body.isEnded() || announcedLength().orElse(Long.MAX_VALUE) <= MAX_DROPPED);
    }

    private Optional<Long> announcedLength() {
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return Optional.empty();
        }
        return Optional.of(HttpUtil.getContentLength(request, 0L));
    }
}
