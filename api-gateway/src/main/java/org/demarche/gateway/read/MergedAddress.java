package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.Set;
import org.demarche.log.registry.EntryType;

/**
 * Finds the names of merged entries in the paths of reads. It knows every address below an actor,
 * an issue or an outlet.
 */
final class MergedAddress {

    /**
     * The indexes of the segments with names, as in {@code /v1/actors/{2}/positions/{4}}. In the
     * addresses of pages, such as {@code /actors/{1}/issues/{3}}, they are one less.
     */
    private static final int[] NAMES = {2, 4};

    private static final int[] NAMES_OF_PAGES = {1, 3};
    private static final String API = "v1";
    private static final Set<String> SECOND = Set.of("positions", "issues");

    private final NamedEntries names;

    MergedAddress(NamedEntries names) {
        this.names = names;
    }

    /**
     * Returns the same address with the ids of the entries into which those in the path were
     * merged; empty if none of them was merged.
     */
    Optional<String> current(HttpRequest<?> request) {
        var segments = request.getPath().substring(1).split("/", -1);
        if (isOfThePast(segments, request)) {
            return Optional.empty();
        }
        var moved = false;
        for (var at : segments[0].equals(API) ? NAMES : NAMES_OF_PAGES) {
            var into = at < segments.length ? mergedInto(segments, at) : Optional.<String>empty();
            if (into.isPresent()) {
                segments[at] = into.get();
                moved = true;
            }
        }
        if (!moved) {
            return Optional.empty();
        }
        var query = request.getUri().getRawQuery();
        return Optional.of('/' + String.join("/", segments) + (query == null ? "" : '?' + query));
    }

    /**
     * Whether the request reads the past of an entry. A merged entry keeps its own past, so such a
     * request is not redirected.
     */
    private static boolean isOfThePast(String[] segments, HttpRequest<?> request) {
        return segments[0].equals(API)
                && switch (segments.length) {
                    case 3 -> request.getParameters().contains(ReadTerms.AS_KNOWN);
                    case 4 -> segments[3].equals("revisions");
                    default -> false;
                };
    }

    private Optional<String> mergedInto(String[] segments, int at) {
        return type(segments, at).flatMap(type -> names.mergedInto(type, decoded(segments[at])));
    }

    private static Optional<EntryType> type(String[] segments, int at) {
        var names = segments[0].equals(API) ? NAMES : NAMES_OF_PAGES;
        var plural = segments[names[0] - 1];
        var first = EntryType.ALL.stream().filter(type -> type.plural().equals(plural));
        return at == names[0]
                ? first.findFirst()
                : first.filter(_ -> SECOND.contains(segments[at - 1]))
                        .findFirst()
                        .map(_ -> EntryType.ISSUE);
    }

    private static String decoded(String segment) {
        // in a path, a plus does not mean a space
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }
}
