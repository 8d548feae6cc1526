package org.demarche.gateway.page.coding;

import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;

/**
 * The page with the bookmark. The script of the bookmark opens the form with data of an article.
 *
 * @param origin the scheme and the host of this gateway
 */
public record BookmarkPage(Layout layout, String origin) {

    static BookmarkPage of(String origin) {
        return new BookmarkPage(
                Layout.of(
                                "A bookmark for articles",
                                "A bookmark that opens the form with data of an article.",
                                origin + "/code/bookmark")
                        .below(new Link("Code", CodePage.PATH))
                        .unlisted(),
                origin);
    }
}
