package org.demarche.gateway.entrance;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;

/** Tells whether a page of the gateway sends a request, according to the browser. */
public final class OwnPage {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private OwnPage() {}

    /**
     * Whether a page of the gateway sends the request. Browsers name the sender with every write.
     * An {@code Origin} is the gateway's own, because {@link EntranceFilter} has refused all
     * others.
     */
    public static boolean sends(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.ORIGIN)
                || "same-origin".equals(request.getHeaders().get(FETCH_SITE));
    }

    /**
     * @throws Refusal if no page of the gateway sends it
     */
    public static void requireSent(HttpRequest<?> request) {
        if (!sends(request)) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.FOREIGN_SITE,
                            "This address takes only a form that a browser sends from the gateway's own page. Programs write under /v1"));
        }
    }
}
