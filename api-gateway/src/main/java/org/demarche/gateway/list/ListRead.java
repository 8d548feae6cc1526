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
 * A list of positions, statements or entries of the registry. All lists are read in the same way.
 * The caller finds one item more than a page has. The page ends with the place of its last item.
 * Each item is written as JSON. The answer is this JSON, a table, or a feed.
 *
 * @param columns the columns of the table
 * @param lead members of the list as a whole, before the items, each with a comma behind it
 * @param json writes an item as JSON
 * @param place gives the place of an item in the order of the list, for the cursor behind the item
 */
public record ListRead<T>(
        Columns columns, String lead, Function<T, byte[]> json, Function<T, String> place) {

    /** A list that has only items. */
    public ListRead(Columns columns, Function<T, byte[]> json, Function<T, String> place) {
        this(columns, "", json, place);
    }

    /**
     * @param found the items; one more than the limit if there are more
     */
    public Page<T> page(Query query, List<T> found) {
        return page(query, query.limit(), found);
    }

    /** Like {@link #page(Query, List)}, with another limit than the query's. */
    public Page<T> page(Query query, int limit, List<T> found) {
        return Page.of(query, found, limit, place);
    }

    /** Answers with a page of the registry, which has no link to cite. */
    public MutableHttpResponse<byte[]> answer(ReadContext read, Page<T> page) {
        return answer(read, page, page.list(lead, json).withRegistry(read.registryNext()));
    }

    /** Answers with a page of the view. The caller adds the link to cite. */
    public MutableHttpResponse<byte[]> answer(ReadContext read, Citable<Page<T>> found) {
        return answer(read, found.found(), document(read, found));
    }

    /**
     * Like {@link #answer(ReadContext, Citable)}, but answers with a feed if the client asks for
     * one.
     */
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
