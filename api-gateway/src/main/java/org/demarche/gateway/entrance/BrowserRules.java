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
 * Tells browsers with every answer, refusals included, that it is data: they guess no other type,
 * run nothing in it, show it in no page of another site, and name it to none. A page may have the
 * gateway's own stylesheet and pictures, and forms that ask the gateway; a page that moves, also
 * the gateway's own script. Only a page that is made for frames may be in one, of the sites that a
 * setting names.
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

    /** Around all others, so that what they refuse passes here. */
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
        // without a referrer, a browser would hide the origin of the page's own forms, too
        response.header(POLICY, policy(request, response.code())).header(REFERRER, "same-origin");
    }

    /** The answer to this request is a page with a script of the gateway. */
    public static void allowScript(HttpRequest<?> request) {
        request.setAttribute(MOVES, true);
    }

    /**
     * The content security policy. Only a claim may be in a frame: the page of a problem may not.
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
