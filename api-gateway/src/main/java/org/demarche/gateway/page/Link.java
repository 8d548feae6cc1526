package org.demarche.gateway.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text, with or without an address to which it links.
 *
 * @param href the address; null for plain text
 */
public record Link(String text, @Nullable String href) {

    private static final Set<String> SAFE = Set.of("http", "https");

    public static Link plain(String text) {
        return new Link(text, null);
    }

    /**
     * Returns the {@code rel} of a link to another site; null for a link to a page of the gateway.
     */
    public @Nullable String rel() {
        return href == null || href.startsWith("/") || href.startsWith("?")
                ? null
                : "external nofollow noreferrer";
    }

    /**
     * Links an address from a report. Only a web address becomes a link, because an address of
     * another scheme can run code.
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
