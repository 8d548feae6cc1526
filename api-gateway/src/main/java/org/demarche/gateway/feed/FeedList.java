package org.demarche.gateway.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import java.util.function.Function;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.Registry;

/** Answers with a page of a list as JSON, as a table, or as a feed, as the client asks. */
public final class FeedList {

    private final String kind;
    private final Columns columns;
    private final Function<JsonNode, FeedEntry> entry;
    private final Registry registry;
    private final Evidence evidence;

    /**
     * @param kind of the entries, in the word that is also their address
     */
    public FeedList(
            String kind,
            Columns columns,
            Function<JsonNode, FeedEntry> entry,
            Registry registry,
            Evidence evidence) {
        this.kind = kind;
        this.columns = columns;
        this.entry = entry;
        this.registry = registry;
        this.evidence = evidence;
    }

    /**
     * @param list the page in JSON
     */
    public HttpResponse<byte[]> answer(Query query, Citable<?> cited, Page<?> page, Document list) {
        var request = query.request();
        var answer =
                Feed.isWanted(query)
                        ? Answer.feed(
                                request,
                                new Feed(request, kind, evidence.log(), registry).of(list, entry),
                                page.next())
                        : Answer.list(request, list, page.next(), columns, registry);
        return cited.linked("/v1/" + kind, request, answer);
    }
}
