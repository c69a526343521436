package io.spillway.gateway.s3.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

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
}
