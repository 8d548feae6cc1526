package org.demarche.gateway.entrance;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/** Whether a browser says that a page of the gateway sends a request. */
public final class OwnPage {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private OwnPage() {}

    /**
     * Browsers say so with every write. An {@code Origin} is the gateway's own, because {@link
     * EntranceFilter} has refused all others.
     */
    public static boolean sends(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.ORIGIN)
                || "same-origin".equals(request.getHeaders().get(FETCH_SITE));
    }
}
