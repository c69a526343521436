package io.spillway.cloud.b2;

import java.net.URI;
import java.util.function.Supplier;

import com.backblaze.b2.client.B2AccountAuthorizer;
import com.backblaze.b2.client.B2AccountAuthorizerSimpleImpl;
import com.backblaze.b2.client.B2ClientConfig;
import com.backblaze.b2.client.B2StorageClient;
import com.backblaze.b2.client.webApiHttpClient.B2StorageHttpClientBuilder;
import com.backblaze.b2.client.webApiHttpClient.HttpClientFactoryImpl;

/** Makes the SDK's client, with a bound on everything. */
final class B2Clients {
    private static final String USER_AGENT = "spillway";

    private B2Clients() {}

    static B2StorageClient open(B2Target target, B2Settings.Limits limits, Supplier<B2Credentials> credentials) {
        HttpClientFactoryImpl http = HttpClientFactoryImpl.builder()
                .setConnectTimeoutSeconds((int) limits.connect().toSeconds())
                .setConnectionRequestTimeoutSeconds((int) limits.silence().toSeconds())
                .setSocketTimeoutSeconds((int) limits.silence().toSeconds())
                .setMaxTotalConnectionsInPool(limits.connections()).setMaxConnectionsPerRoute(limits.connections())
                .setSupportInsecureHttp(target.endpoint().map(URI::getScheme).filter("http"::equals).isPresent())
                .build();
        return B2StorageHttpClientBuilder.builder(configuration(target, credentials)).setHttpClientFactory(http)
                .setRetryPolicySupplier(() -> new BoundedRetry(limits)).build();
    }

    private static B2ClientConfig configuration(B2Target target, Supplier<B2Credentials> credentials) {
        // The key of the moment, whenever the SDK needs a new token.
        B2AccountAuthorizer authorizer = webifier -> B2AccountAuthorizerSimpleImpl
                .builder(credentials.get().applicationKeyId(), credentials.get().applicationKey()).build()
                .authorize(webifier);
        B2ClientConfig.Builder configuration = B2ClientConfig.builder(authorizer, USER_AGENT);
        target.endpoint().ifPresent(url -> configuration.setMasterUrl(url.toString()));
        return configuration.build();
    }
}
