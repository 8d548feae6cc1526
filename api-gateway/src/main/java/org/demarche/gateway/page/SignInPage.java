package org.demarche.gateway.page;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The form for an access token.
 *
 * @param fault the fault of the token or the request; empty if there is none
 * @param to the address that the browser opens after the sign-in
 * @param arrives whether a link on another site led here, so that the browser may have a cookie
 *     that it did not send
 * @param isLost whether the request was a form, which is not processed and must be sent again
 */
public record SignInPage(Layout layout, String fault, String to, boolean arrives, boolean isLost) {

    static final String PATH = "/sign-in";
    static final String OUT = "/sign-out";

    /**
     * Matches an address of this gateway. It excludes two slashes at the beginning, because
     * browsers read another host after them.
     */
    private static final Pattern HERE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]*");

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String FIRST = "/";
    private static final String LEADS_TO = "org.demarche.leads-to";

    static SignInPage asked(String to) {
        return new SignInPage(frame(), "", here(to), false, false);
    }

    /** Returns the form after an invalid token. */
    static SignInPage again(String to, String fault) {
        return new SignInPage(frame(), fault, here(to), false, false);
    }

    /** Returns the form in place of a page that needs a sign-in. */
    static SignInPage before(HttpRequest<?> request, String fault) {
        var to = request.getAttribute(LEADS_TO, String.class);
        if (to.isPresent()) {
            return again(to.get(), fault);
        }
        var isRead = request.getMethod() == HttpMethod.GET;
        return new SignInPage(
                frame(),
                fault,
                here(isRead ? request.getUri().toString() : request.getPath()),
                isRead && "cross-site".equals(request.getHeaders().get(FETCH_SITE)),
                !isRead);
    }

    /**
     * Remembers the address to open after the sign-in, for the form that follows an invalid token.
     */
    static void leadingTo(HttpRequest<?> request, String to) {
        request.setAttribute(LEADS_TO, to);
    }

    private static Layout frame() {
        return Layout.of("Sign in", "Sign in with an access token.", PATH).unlisted();
    }

    /** Returns the address if it is one of this gateway, otherwise the start page. */
    static String here(String to) {
        return HERE.matcher(to).matches() && !isOfSigning(to) && isAddress(to) ? to : FIRST;
    }

    private static boolean isOfSigning(String to) {
        return to.startsWith(PATH) || to.startsWith(OUT);
    }

    private static boolean isAddress(String to) {
        try {
            var _ = new URI(to);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
