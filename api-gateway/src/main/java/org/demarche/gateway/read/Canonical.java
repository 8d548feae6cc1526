package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.model.PointInTime;

/** The address under which an answer stays what it is, for citing: both times are written out. */
final class Canonical {

    /** Both times; and a list is cited from its beginning. */
    private static final Set<String> WRITTEN_OUT =
            Set.of(Asked.AS_OF, Asked.AS_KNOWN, Query.CURSOR);

    private Canonical() {}

    /**
     * An answer with that address, and with the one that it belongs under.
     *
     * @param path with ids for names
     * @param pinned with both times
     */
    static MutableHttpResponse<byte[]> cited(
            String path,
            HttpRequest<?> request,
            PointInTime pinned,
            MutableHttpResponse<byte[]> answer) {
        return Known.at(path, request, answer)
                .header(HttpHeaders.LINK, link(request, path, pinned));
    }

    private static String link(HttpRequest<?> request, String path, PointInTime pinned) {
        var parts = new ArrayList<String>();
        parts.add(Asked.AS_OF + '=' + pinned.asOf());
        parts.add(Asked.AS_KNOWN + '=' + pinned.asKnown());
        request.getParameters().names().stream()
                .filter(name -> !WRITTEN_OUT.contains(name))
                .sorted()
                .forEach(name -> parts.addAll(given(name, request)));
        return "<%s?%s>; rel=\"canonical\"".formatted(path, String.join("&", parts));
    }

    private static List<String> given(String name, HttpRequest<?> request) {
        return request.getParameters().getAll(name).stream()
                .map(value -> encoded(name) + '=' + encoded(value))
                .collect(Collectors.toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
