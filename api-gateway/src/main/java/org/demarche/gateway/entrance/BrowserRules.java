package org.demarche.gateway.entrance;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;

/**
 * Tells browsers with every answer, also with refusals, how to treat it. For data, a browser must
 * not guess another type, run anything in it, show it in a page of another site, or name its
 * address to other sites. A page may use the gateway's own stylesheet and pictures, and may send
 * forms to the gateway. A page for which {@link #allowScript} was called may also use the gateway's
 * own script. Only a page under {@link Frames#PATH} may be in a frame, and only in a page of the
 * sites that a setting names.
 */
@ServerFilter(MATCH_ALL_PATTERN)
public final class BrowserRules implements Ordered {

    private static final String POLICY = "Content-Security-Policy";
    private static final String OF_DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String OF_PAGES =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri"
                    + " 'none'; frame-ancestors 'none'";
    private static final String OF_ISLANDS = OF_PAGES + "; script-src 'self'; connect-src 'self'";

    private static final String MOVES = "org.demarche.moves";
    private static final String REFERRER = "Referrer-Policy";

    private static final Map<CharSequence, CharSequence> RULES =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Cross-Origin-Resource-Policy", "same-origin");

    private static final String OF_FRAMES =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri"
                    + " 'none'; frame-ancestors ";

    private final Frames frames;

    BrowserRules(Frames frames) {
        this.frames = frames;
    }

    /** Runs around all other filters, so that their refusals pass here, too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.headers(RULES);
        if (!isPage(response)) {
            response.header(POLICY, OF_DATA).header(REFERRER, "no-referrer");
            return;
        }
        // without a referrer, a browser would also hide the origin of the page's own forms
        response.header(POLICY, policy(request, response.code())).header(REFERRER, "same-origin");
    }

    /** Allows the page that answers this request to use the script of the gateway. */
    public static void allowScript(HttpRequest<?> request) {
        request.setAttribute(MOVES, true);
    }

    /**
     * Returns the content security policy. A claim may be in a frame. The page of a problem may
     * not, even at the address of a claim.
     */
    private String policy(HttpRequest<?> request, int status) {
        if (request.getPath().startsWith(Frames.PATH)
                && status < HttpStatus.BAD_REQUEST.getCode()) {
            return OF_FRAMES + frames.ancestors();
        }
        return request.getAttribute(MOVES).isPresent() ? OF_ISLANDS : OF_PAGES;
    }

    private static boolean isPage(MutableHttpResponse<?> response) {
        var type = response.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith(MediaType.TEXT_HTML);
    }
}
