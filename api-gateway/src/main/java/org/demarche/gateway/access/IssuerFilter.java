package org.demarche.gateway.access;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.demarche.log.access.Secret;

/** Signs in the sender of a token of the issuer. It may wait for the issuer's keys. */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "demarche.auth", value = "oidc")
final class IssuerFilter implements Ordered {

    private final Issuer issuer;
    private final RequiredRole needed;
    private final Credentials credentials;
    private final ExecutorService waiting;

    IssuerFilter(
            Issuer issuer,
            RequiredRole needed,
            Credentials credentials,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.issuer = issuer;
        this.needed = needed;
        this.credentials = credentials;
        this.waiting = waiting;
    }

    @Override
    public int getOrder() {
        return TokenFilter.ORDER + 1;
    }

    /**
     * If the request has a token of the issuer, signs in its sender. The future completes with the
     * request, also if it has no such token.
     */
    @RequestFilter
    CompletableFuture<HttpRequest<?>> before(HttpRequest<?> request) {
        if (needed.by(request).isEmpty()) {
            return CompletableFuture.completedFuture(request);
        }
        return credentials
                .of(request)
                .filter(token -> !token.startsWith(Secret.PREFIX))
                .map(token -> signIn(token, request))
                .orElseGet(() -> CompletableFuture.completedFuture(request));
    }

    private CompletableFuture<HttpRequest<?>> signIn(String token, HttpRequest<?> request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    issuer.caller(token).signIn(request);
                    return request;
                },
                waiting);
    }
}
