package org.demarche.gateway.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that leads somewhere.
 *
 * @param href null if it leads nowhere
 */
public record Link(String text, @Nullable String href) {

    private static final Set<String> SAFE = Set.of("http", "https");

    public static Link plain(String text) {
        return new Link(text, null);
    }

    /** The {@code rel} of a link to another site; null for a link to a page here. */
    public @Nullable String rel() {
        return href == null || href.startsWith("/") || href.startsWith("?")
                ? null
                : "external nofollow noreferrer";
    }

    /**
     * An address from a report. Only one of the web becomes a link, because a link can run code.
     */
    public static Link outside(String address) {
        return new Link(address, isOfTheWeb(address) ? address : null);
    }

    private static boolean isOfTheWeb(String address) {
        try {
            var scheme = new URI(address).getScheme();
            return scheme != null && SAFE.contains(scheme.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
