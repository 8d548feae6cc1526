package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.access.Access;
import org.demarche.gateway.list.Feed;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.table.GraphMl;
import org.demarche.gateway.table.NextLink;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;
import org.demarche.log.EntityTag;
import org.demarche.log.VersionId;
import org.demarche.log.registry.Registry;

/** Makes an HTTP response from a document: its bytes or, if the client has them already, 304. */
public final class Answer {

    public static final String HTML = "text/html;charset=utf-8";

    private static final String VERSION = "Demarche-Version";
    private static final String VARIED = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;

    private Answer() {}

    public static MutableHttpResponse<byte[]> of(HttpRequest<?> request, Document document) {
        return of(request, document, MediaType.APPLICATION_JSON)
                // the compressed form has the same tag
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /**
     * Makes the response with a page for browsers. A 304 has the content type, too, because the
     * type decides the security headers of the response, and a browser applies the headers of a 304
     * to the page that it has.
     */
    public static MutableHttpResponse<byte[]> page(HttpRequest<?> request, Document document) {
        return of(request, document, HTML).contentType(HTML).header(HttpHeaders.VARY, VARIED);
    }

    /** Makes the response with a file of the docs, which has one form for all clients. */
    public static MutableHttpResponse<byte[]> file(
            HttpRequest<?> request, Document document, String type) {
        return of(request, document, type);
    }

    /**
     * Adds the name of the version that answers. An answer from the registry or the log has none.
     */
    public static <B> MutableHttpResponse<B> by(
            VersionId version, MutableHttpResponse<B> response) {
        return response.header(VERSION, version.toString());
    }

    /**
     * Makes the response with a list: JSON or, for clients that prefer it, CSV with another entity
     * tag. The controller's method must declare that it produces {@link Csv#MEDIA_TYPE} and {@code
     * text/*}, too.
     *
     * @param next the cursor of the next page, which the answer links to
     */
    public static MutableHttpResponse<byte[]> list(
            HttpRequest<?> request,
            Document document,
            Optional<String> next,
            Columns columns,
            Registry registry) {
        var response =
                Preference.isCsv(request)
                        ? csv(request, document, columns, registry)
                        : of(request, document, MediaType.APPLICATION_JSON);
        return paged(request, response, next);
    }

    private static MutableHttpResponse<byte[]> paged(
            HttpRequest<?> request, MutableHttpResponse<byte[]> response, Optional<String> next) {
        next.ifPresent(cursor -> response.header(HttpHeaders.LINK, NextLink.of(request, cursor)));
        return response.header(HttpHeaders.VARY, VARIED);
    }

    public static MutableHttpResponse<byte[]> graph(HttpRequest<?> request, Document graph) {
        return of(request, graph, GraphMl.CONTENT_TYPE).header(HttpHeaders.VARY, VARIED);
    }

    /** Makes the response with a page of a list as a feed, which links to the next page. */
    public static MutableHttpResponse<byte[]> feed(
            HttpRequest<?> request, Document feed, Optional<String> next) {
        var response = of(request, feed, Feed.CONTENT_TYPE);
        return paged(request, response, next);
    }

    /**
     * Makes the response with a document: JSON or, for clients that prefer it, a table with one
     * line.
     */
    public static MutableHttpResponse<byte[]> row(
            HttpRequest<?> request, Document document, Columns columns, Registry registry) {
        if (Preference.isCsv(request)) {
            var list = new Page<>(List.of(document), Optional.empty()).list(Document::bytes);
            return list(request, list, Optional.empty(), columns, registry);
        }
        return of(request, document, MediaType.APPLICATION_JSON).header(HttpHeaders.VARY, VARIED);
    }

    private static MutableHttpResponse<byte[]> csv(
            HttpRequest<?> request, Document document, Columns columns, Registry registry) {
        var bom = request.getParameters().getFirst(Csv.BOM).filter("true"::equals).isPresent();
        var rows = Csv.rows(document.bytes(), columns, registry);
        return of(request, document.as(Csv.header(columns, bom), rows), Csv.CONTENT_TYPE);
    }

    private static MutableHttpResponse<byte[]> of(
            HttpRequest<?> request, Document document, String type) {
        var held = String.join(",", request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH));
        var response =
                EntityTag.isAny(held) || EntityTag.isAmong(held, document.etag())
                        ? HttpResponse.<byte[]>notModified()
                        : HttpResponse.ok(document.bytes())
                                .contentType(type)
                                .contentLength(document.bytes().length);
        return response.header(HttpHeaders.ETAG, document.etag())
                // a cache asks before each use, because the answer may change at any time; if the
                // gateway asks for access tokens, only the caller's own cache may keep the answer
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        Access.isAsked(request) ? "private, no-cache" : "no-cache");
    }
}
