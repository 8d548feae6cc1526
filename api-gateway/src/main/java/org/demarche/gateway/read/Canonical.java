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
import org.demarche.gateway.table.Csv;

/**
 * The link to cite, at whose address the answer always stays the same. It has the last known
 * instant and the rule, and the day if the request has one. It has ids in place of names, because a
 * name may mean another entry tomorrow.
 */
public final class Canonical {

    /** Both times and the rule; and a list is cited from its beginning, in any form. */
    private static final Set<String> WRITTEN_OUT =
            Set.of(Asked.AS_OF, Asked.AS_KNOWN, BasisAsked.RULE, Query.CURSOR, Csv.BOM);

    private Canonical() {}

    /**
     * Adds this link to an answer, and its own address.
     *
     * @param path with ids for names
     * @param found what is cited
     */
    public static <B> MutableHttpResponse<B> cited(
            String path, HttpRequest<?> request, Cited<?> found, MutableHttpResponse<B> answer) {
        return Known.at(path, request, answer).header(HttpHeaders.LINK, link(request, path, found));
    }

    /** The address of the same question with this rule. */
    static String by(String rule, HttpRequest<?> request) {
        var parts = new ArrayList<String>();
        parts.add(BasisAsked.RULE + '=' + rule);
        request.getParameters().names().stream()
                .filter(name -> !name.equals(BasisAsked.RULE) && !name.equals(Query.CURSOR))
                .sorted()
                .forEach(name -> parts.addAll(pairs(name, request.getParameters().getAll(name))));
        return request.getPath() + '?' + String.join("&", parts);
    }

    private static String link(HttpRequest<?> request, String path, Cited<?> found) {
        var parts = new ArrayList<String>();
        if (found.pinned().asOf() != null) {
            parts.add(Asked.AS_OF + '=' + found.pinned().asOf());
        }
        parts.add(Asked.AS_KNOWN + '=' + found.pinned().asKnown());
        if (found.rule() != null) {
            parts.add(BasisAsked.RULE + '=' + found.rule().label());
        }
        request.getParameters().names().stream()
                .filter(name -> !WRITTEN_OUT.contains(name))
                .sorted()
                .forEach(name -> parts.addAll(pairs(name, Query.resolved(name, request))));
        return "<%s%s?%s>; rel=\"canonical\""
                .formatted(ReadFilter.origin(request), path, String.join("&", parts));
    }

    private static List<String> pairs(String name, List<String> values) {
        return values.stream()
                .map(value -> encoded(name) + '=' + encoded(value))
                .collect(Collectors.toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
