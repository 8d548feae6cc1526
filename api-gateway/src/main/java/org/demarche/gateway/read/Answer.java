package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.demarche.gateway.view.Document;

/** A document as an HTTP response: its bytes, or that the client has them. */
final class Answer {

    private Answer() {}

    static MutableHttpResponse<byte[]> of(HttpRequest<?> request, Document document) {
        var held = String.join(",", request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH));
        var response =
                matches(held, document.etag())
                        ? HttpResponse.<byte[]>notModified()
                        : HttpResponse.ok(document.bytes())
                                .contentType(MediaType.APPLICATION_JSON_TYPE)
                                .contentLength(document.bytes().length);
        return response.header(HttpHeaders.ETAG, document.etag())
                // it may change at any time: keep it, and ask
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                // it is compressed for those who can read that, under the same tag
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /** The weak comparison of RFC 9110, section 13.1.2. */
    private static boolean matches(String held, String etag) {
        if (held.equals(etag) || held.strip().equals("*")) {
            return true;
        }
        for (var tag : held.split(",", -1)) {
            var strong = tag.strip();
            if ((strong.startsWith("W/") ? strong.substring(2) : strong).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
