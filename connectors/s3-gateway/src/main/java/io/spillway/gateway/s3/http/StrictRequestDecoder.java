package io.spillway.gateway.s3.http;

import java.util.List;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;

/** Reads HTTP/1.1 requests within bounds, and refuses what two readers could read in two ways. */
final class StrictRequestDecoder extends HttpRequestDecoder {
    StrictRequestDecoder(int maxPiece) {
        super(new HttpDecoderConfig().setMaxInitialLineLength(GatewayLimits.MAX_LINE)
                .setMaxHeaderSize(GatewayLimits.MAX_HEADERS).setMaxChunkSize(maxPiece)
                .setAllowDuplicateContentLengths(false).setStrictLineParsing(true));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    /** Called once per message when its headers are there; Netty itself minds framing only in part of the cases. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        List<String> codings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (!message.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException("Transfer-Encoding in a request that is not HTTP/1.1");
            }
            if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip())) {
                throw new IllegalArgumentException("a Transfer-Encoding other than chunked");
            }
        }
        return super.isContentAlwaysEmpty(message);
    }
}
