package org.demarche.gateway.entrance;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;

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

    /**
     * @throws Refusal of a form that no page of the gateway sends
     */
    public static void requireSent(HttpRequest<?> request) {
        if (!sends(request)) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.FOREIGN_SITE,
                            "This address takes the form of its page, from a browser that names the page's site in Origin. Programs write under /v1"));
        }
    }
}
