package org.demarche.gateway.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import java.util.function.Function;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.Document;

/** Answers with a page of a list as JSON, as a table, or as a feed, as the client asks. */
public final class FeedList {

    private final String kind;
    private final Columns columns;
    private final Function<JsonNode, FeedEntry> entry;
    private final Evidence evidence;

    /**
     * @param kind of the entries, in the word that is also their address
     */
    public FeedList(
            String kind, Columns columns, Function<JsonNode, FeedEntry> entry, Evidence evidence) {
        this.kind = kind;
        this.columns = columns;
        this.entry = entry;
        this.evidence = evidence;
    }

    /**
     * @param list the page in JSON
     */
    public HttpResponse<byte[]> answer(
            ReadContext read, Query query, Citable<?> cited, Page<?> page, Document list) {
        var request = read.request();
        var answer =
                Feed.isWanted(query)
                        ? Answer.feed(
                                request,
                                new Feed(read, kind, evidence.log()).of(list, entry),
                                page.next())
                        : Answer.list(request, list, page.next(), columns, read.registry());
        return cited.linked("/v1/" + kind, read, answer);
    }
}
