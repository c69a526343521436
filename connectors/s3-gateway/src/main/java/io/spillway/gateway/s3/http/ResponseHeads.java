package io.spillway.gateway.s3.http;

import java.time.Clock;
import java.util.Map;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.xml.XmlOutput;

/** The heads of answers, with the headers that every answer has. */
final class ResponseHeads {
    /** S3 names the host here; which of ours it was is nobody's business outside. */
    private static final String HOST_ID = "spillway";

    private final Clock clock;

    ResponseHeads(Clock clock) {
        this.clock = clock;
    }

    HttpResponse head(S3Response response, String requestId, boolean keepAlive) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()));
        head.headers().set("x-amz-request-id", requestId).set("x-amz-id-2", HOST_ID)
                .set(HttpHeaderNames.DATE, HttpDates.header(clock.instant())).set(HttpHeaderNames.SERVER, "Spillway");
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            head.headers().set(header.getKey(), header.getValue());
        }
        switch (response.body()) {
            case S3Response.Xml xml -> head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/xml")
                    .set(HttpHeaderNames.CONTENT_LENGTH, xml.document().length);
            case S3Response.Content content -> head.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.length());
            case S3Response.LengthOnly only -> head.headers().set(HttpHeaderNames.CONTENT_LENGTH, only.length());
            case S3Response.Empty _ -> {
                // 204 and 304 have no length, whatever was read.
                if (response.status() != 204 && response.status() != 304) {
                    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
                }
            }
        }
        head.headers().set(HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return head;
    }

    /** The answer to a request that failed. */
    static S3Response error(S3Exception error, String resource, String requestId) {
        if (error.code() == S3ErrorCode.NOT_MODIFIED) {
            return S3Response.of(error.code().status(), error.headers());
        }
        XmlOutput xml = XmlOutput.error().element("Code", error.code().code()).element("Message", error.text());
        error.details().forEach(xml::element);
        byte[] document = xml.element("Resource", resource).element("RequestId", requestId)
                .element("HostId", HOST_ID).bytes();
        return new S3Response(error.code().status(), error.headers(), new S3Response.Xml(document));
    }
}
