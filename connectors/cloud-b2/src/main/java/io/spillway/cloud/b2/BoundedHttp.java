package io.spillway.cloud.b2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.backblaze.b2.client.webApiHttpClient.HttpClientFactory;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.Registry;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;

/**
 * The HTTP client below the SDK. Of the SDK's own one some calls would be tried again beside the SDK's policy, downloads
 * would keep other time limits than they are given, and an upload to a service that stops reading would never end.
 */
final class BoundedHttp implements HttpClientFactory {
    private static final long IDLE_SECONDS = 30;

    private final CloseableHttpClient client;
    private final Bounds bounds;

    /** Plain HTTP only where a target asks for it by its address. */
    enum Scheme {
        HTTPS, HTTP_TOO
    }

    BoundedHttp(B2Settings.Limits limits, Scheme scheme) {
        RegistryBuilder<ConnectionSocketFactory> factories = RegistryBuilder.create();
        factories.register("https", SSLConnectionSocketFactory.getSocketFactory());
        if (scheme == Scheme.HTTP_TOO) {
            factories.register("http", PlainConnectionSocketFactory.getSocketFactory());
        }
        Registry<ConnectionSocketFactory> registry = factories.build();
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(registry);
        connections.setMaxTotal(limits.connections());
        connections.setDefaultMaxPerRoute(limits.connections());
        this.client = HttpClients.custom().setConnectionManager(connections).disableAutomaticRetries()
                .disableRedirectHandling().disableCookieManagement().disableAuthCaching().evictExpiredConnections()
                .evictIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS).build();
        this.bounds = new Bounds(client, limits);
    }

    /** One for all calls; the SDK asks for it at each. */
    @Override
    public CloseableHttpClient create() {
        return bounds;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the HTTP client of a B2 target cannot be closed", e);
        }
    }

    /** Sets the limits of every request, whatever the SDK has set, and watches its body on the way out. */
    private static final class Bounds extends CloseableHttpClient {
        private final CloseableHttpClient client;
        private final RequestConfig limits;
        private final Duration silence;

        private Bounds(CloseableHttpClient client, B2Settings.Limits limits) {
            this.client = client;
            this.silence = limits.silence();
            // Names may have slashes side by side to a proxy, and bodies are wanted as they were stored.
            this.limits = RequestConfig.custom().setConnectTimeout(millis(limits.connect()))
                    .setConnectionRequestTimeout(millis(limits.silence())).setSocketTimeout(millis(limits.silence()))
                    .setNormalizeUri(false).setContentCompressionEnabled(false).build();
        }

        private static int millis(Duration limit) {
            return Math.toIntExact(limit.toMillis());
        }

        @Override
        protected CloseableHttpResponse doExecute(HttpHost host, HttpRequest request, HttpContext context)
                throws IOException {
            if (!(request instanceof HttpRequestBase bounded)) {
                throw new IllegalArgumentException("a request of another kind than the SDK makes: " + request);
            }
            bounded.setConfig(limits);
            if (bounded instanceof HttpEntityEnclosingRequest sending && sending.getEntity() != null) {
                try (StallWatch watch = new StallWatch(bounded, silence)) {
                    sending.setEntity(watch.over(sending.getEntity()));
                    return client.execute(host, bounded, context);
                }
            }
            return client.execute(host, bounded, context);
        }

        @Override
        public void close() {
            // The factory closes what it has made.
        }

        @Deprecated
        @Override
        public HttpParams getParams() {
            throw new UnsupportedOperationException("not asked for since HttpClient 4.3");
        }

        @Deprecated
        @Override
        public ClientConnectionManager getConnectionManager() {
            throw new UnsupportedOperationException("not asked for since HttpClient 4.3");
        }
    }
}
