package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.table.NextLink;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;
import org.demarche.log.EntityTag;
import org.demarche.log.registry.Registry;

/** A document as an HTTP response: its bytes or, if the client has them, 304. */
public final class Answer {

    private Answer() {}

    public static MutableHttpResponse<byte[]> of(HttpRequest<?> request, Document document) {
        return of(request, document, MediaType.APPLICATION_JSON)
                // it is compressed for those who can read that, under the same tag
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /**
     * A list as JSON or, for clients that prefer it, as CSV with a tag of its own. Its method must
     * say that it produces {@link Csv#MEDIA_TYPE} and {@code text/*}, too.
     */
    static MutableHttpResponse<byte[]> table(
            HttpRequest<?> request, Document document, Columns columns, Registry registry) {
        var response =
                Preference.isCsv(request)
                        ? csv(request, document, columns, registry)
                        : of(request, document, MediaType.APPLICATION_JSON);
        return response.header(
                HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);
    }

    private static MutableHttpResponse<byte[]> csv(
            HttpRequest<?> request, Document document, Columns columns, Registry registry) {
        var rows = Csv.rows(document.bytes(), columns, registry);
        var bom = request.getParameters().getFirst(Csv.BOM).filter("true"::equals).isPresent();
        var table = document.as(Csv.header(columns, bom), rows.lines());
        var response = of(request, table, Csv.CONTENT_TYPE);
        rows.next()
                .ifPresent(
                        cursor ->
                                response.header(
                                        HttpHeaders.LINK, NextLink.of(request.getUri(), cursor)));
        return response;
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
                // it may change at any time: keep it, and ask
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
