package org.demarche.gateway.page.coding;

import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;

/**
 * The bookmark whose script brings an article into the form.
 *
 * @param origin of this gateway, a scheme and a host
 */
public record BookmarkPage(Layout layout, String origin) {

    static BookmarkPage of(String origin) {
        return new BookmarkPage(
                Layout.of(
                                "A bookmark for articles",
                                "A bookmark that opens the form with what is known of an article.",
                                origin + "/code/bookmark")
                        .below(new Link("Code", CodePage.PATH))
                        .unlisted(),
                origin);
    }
}
