package org.demarche.gateway.list;

import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.function.Function;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.Document;

/**
 * One list of positions, statements or the registry. They are all read in the same way: somebody
 * finds one item more than a page has; the page ends with the place of its last item; each item is
 * written as JSON; and the answer is this JSON, a table, or a feed.
 *
 * @param columns of the table
 * @param lead members of the list as a whole, before the items, each with a comma behind it
 * @param json of an item
 * @param place of an item in the order of the list, as the cursor behind it has it
 */
public record ListRead<T>(
        Columns columns, String lead, Function<T, byte[]> json, Function<T, String> place) {

    /** A list that has only items. */
    public ListRead(Columns columns, Function<T, byte[]> json, Function<T, String> place) {
        this(columns, "", json, place);
    }

    /**
     * @param found one more than the limit, where there are more
     */
    public Page<T> page(Query query, List<T> found) {
        return page(query, query.limit(), found);
    }

    /** Like {@link #page(Query, List)}, with another limit than the query's. */
    public Page<T> page(Query query, int limit, List<T> found) {
        return Page.of(query, found, limit, place);
    }

    /** The answer with a page of the registry, which nobody cites. */
    public MutableHttpResponse<byte[]> answer(ReadContext read, Page<T> page) {
        return answer(read, page, page.list(lead, json).withRegistry(read.registryNext()));
    }

    /** The answer with a page of the view, without its link. */
    public MutableHttpResponse<byte[]> answer(ReadContext read, Citable<Page<T>> found) {
        return answer(read, found.found(), document(read, found));
    }

    /** Like {@link #answer(ReadContext, Citable)}, or the feed if the client asks for one. */
    public MutableHttpResponse<byte[]> answer(
            ReadContext read, Query query, Citable<Page<T>> found, Feed feed) {
        return Feed.isWanted(query)
                ? Answer.feed(read.request(), feed.of(document(read, found)), found.found().next())
                : answer(read, found);
    }

    private Document document(ReadContext read, Citable<Page<T>> found) {
        return found.tagged(read, found.found().list(lead, json));
    }

    private MutableHttpResponse<byte[]> answer(ReadContext read, Page<T> page, Document document) {
        return Answer.list(read.request(), document, page.next(), columns, read.registry());
    }
}
