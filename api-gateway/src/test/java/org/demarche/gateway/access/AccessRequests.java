package org.demarche.gateway.access;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import org.demarche.gateway.Reports;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.Secret;

/** Sends requests with access tokens to gateways that ask for them. */
abstract class AccessRequests {

    static final Secret ADMIN = Secret.fresh();

    static final Map<String, Object> SETTINGS =
            Map.of("demarche.auth", "tokens", "demarche.auth.admin", ADMIN.digest());

    static final HttpClient CLIENT = HttpClient.newHttpClient();

    static AccessToken tokenOf(Secret secret) {
        return new AccessToken(
                secret.id(),
                "Gone",
                Set.of(AccessRole.READ),
                secret.digest(),
                Reports.RECORDED,
                "a test",
                null,
                null);
    }

    /** As a client does that knows the document only by the roles in it. */
    static HttpResponse<String> exchange(
            URI gateway, String method, String path, String token, String body) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
