package io.spillway.cloud.b2;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.backblaze.b2.client.B2AccountAuthorizer;
import com.backblaze.b2.client.B2AccountAuthorizerSimpleImpl;
import com.backblaze.b2.client.B2ClientConfig;
import com.backblaze.b2.client.B2StorageClient;
import com.backblaze.b2.client.B2StorageClientWebifier;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2UnauthorizedException;
import com.backblaze.b2.client.structures.B2AccountAuthorization;
import com.backblaze.b2.client.webApiHttpClient.B2StorageHttpClientBuilder;
import org.jspecify.annotations.Nullable;

/** Makes the SDK's client, with a bound on everything. */
final class B2Clients {
    private static final String USER_AGENT = "spillway";

    private B2Clients() {}

    static B2StorageClient open(B2Target target, B2Settings.Limits limits, Supplier<B2Credentials> credentials) {
        BoundedHttp.Scheme scheme = target.endpoint().map(URI::getScheme).filter("http"::equals).isPresent()
                ? BoundedHttp.Scheme.HTTP_TOO
                : BoundedHttp.Scheme.HTTPS;
        B2ClientConfig.Builder configuration = B2ClientConfig.builder(new CurrentKey(credentials), USER_AGENT);
        target.endpoint().ifPresent(url -> configuration.setMasterUrl(url.toString()));
        return B2StorageHttpClientBuilder.builder(configuration.build())
                .setHttpClientFactory(new BoundedHttp(limits, scheme))
                .setRetryPolicySupplier(() -> new BoundedRetry(limits)).build();
    }

    /** Takes the key of the moment whenever the SDK needs a new token, as long as it is of the same account. */
    private static final class CurrentKey implements B2AccountAuthorizer {
        private final Supplier<B2Credentials> credentials;
        private final AtomicReference<@Nullable String> account = new AtomicReference<>();

        private CurrentKey(Supplier<B2Credentials> credentials) {
            this.credentials = credentials;
        }

        @Override
        public B2AccountAuthorization authorize(B2StorageClientWebifier webifier) throws B2Exception {
            B2Credentials key = credentials.get();
            B2AccountAuthorization authorization = B2AccountAuthorizerSimpleImpl
                    .builder(key.applicationKeyId(), key.applicationKey()).build().authorize(webifier);
            account.compareAndSet(null, authorization.getAccountId());
            if (!authorization.getAccountId().equals(account.get())) {
                B2UnauthorizedException other = new B2UnauthorizedException("unauthorized", null,
                        "the application key is of another account than the one before");
                other.setRequestCategory(B2UnauthorizedException.RequestCategory.ACCOUNT_AUTHORIZATION);
                throw other;
            }
            return authorization;
        }
    }
}
