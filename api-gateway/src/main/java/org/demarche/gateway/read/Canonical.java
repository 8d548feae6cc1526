package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.gateway.view.View;
import org.demarche.log.view.Mark;
import org.demarche.model.PointInTime;

/**
 * The address under which an answer stays what it is, for citing: both times are written out. What
 * was recorded up to the last instant that the view has folded is known; and nothing that was
 * recorded by then may be dated after the day behind it, so that day leaves nothing out.
 *
 * <p>Where several partitions of the log have a part in an answer, what another of them holds
 * between its last folded instant and that one would join it.
 */
final class Canonical {

    /** Both times; and a list is cited from its beginning. */
    private static final Set<String> WRITTEN_OUT =
            Set.of(Asked.AS_OF, Asked.AS_KNOWN, Query.CURSOR);

    private Canonical() {}

    /**
     * An answer with that address, and with the one that it belongs under.
     *
     * @param path with ids for names
     */
    static MutableHttpResponse<byte[]> cited(
            String path, HttpRequest<?> request, Asked asked, MutableHttpResponse<byte[]> answer) {
        return cited(path, request, pinned(ReadFilter.view(request), asked.time()), answer);
    }

    /**
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

    /** The time at which the answer stays what it is now. */
    static PointInTime pinned(View view, PointInTime time) {
        var known = known(view, time);
        var asOf = time.asOf() != null ? time.asOf() : dayBehind(known);
        return new PointInTime(asOf, known, time.uncertain());
    }

    private static Instant known(View view, PointInTime time) {
        var folded =
                view.marks().stream()
                        .map(Mark::recorded)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
        return time.asKnown() != null && time.asKnown().isBefore(folded) ? time.asKnown() : folded;
    }

    private static LocalDate dayBehind(Instant known) {
        return known.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }
}
