package org.demarche.gateway.page.coding;

import java.util.HashMap;
import java.util.Map;
import org.demarche.gateway.page.PageQuery;

/** A passage of an article and its address, which the bookmark's script sends. */
final class BookmarkedPassage {

    private static final int LONGEST_SUMMARY = 500;

    private BookmarkedPassage() {}

    /**
     * Fills the form: the passage becomes the quote, and the title of the article becomes a first
     * summary.
     */
    static FormDraft by(PageQuery query) {
        var values = new HashMap<String, String>();
        query.given().forEach((name, value) -> values.put(name, inOneLine(value)));
        var title = values.remove("title");
        if (title != null) {
            values.put("summary", title.substring(0, Math.min(title.length(), LONGEST_SUMMARY)));
        }
        if (values.containsKey("quote")) {
            values.put("quoteType", "direct");
        }
        return new FormDraft(Map.copyOf(values));
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
