package org.demarche.ingest.registering;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.EntityTag;
import org.demarche.log.registry.EntryKey;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a client expects under the id of its PUT, so that it overwrites nothing that it
 * has not read.
 *
 * @param match the tags of {@code If-Match}; null if the client did not send it
 * @param noneMatch the tags of {@code If-None-Match}; null if the client did not send it
 */
public record Precondition(@Nullable String match, @Nullable String noneMatch) {

    static final Precondition ANYTHING = new Precondition(null, null);

    public static Precondition of(HttpRequest<?> request) {
        return new Precondition(
                header(request, HttpHeaders.IF_MATCH), header(request, HttpHeaders.IF_NONE_MATCH));
    }

    private static @Nullable String header(HttpRequest<?> request, String name) {
        var values = request.getHeaders().getAll(name);
        return values.isEmpty() ? null : String.join(",", values);
    }

    /**
     * @param document the present entry; null if there is none
     * @throws Refusal with 412 if the client expects another one
     */
    void require(EntryKey key, byte @Nullable [] document) {
        var tag = document == null ? null : EntityTag.of(document);
        if (match != null && !isMatched(match, tag)) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.CHANGED,
                            "%s, but If-Match says %s: read the entry again, and send the one that you want"
                                    .formatted(there(key, tag), match)));
        }
        if (noneMatch != null && isExcluded(noneMatch, tag)) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.CHANGED,
                            "%s, but If-None-Match says %s: read the entry, and send the one that you want with If-Match"
                                    .formatted(there(key, tag), noneMatch)));
        }
    }

    private static boolean isMatched(String held, @Nullable String tag) {
        return tag != null && (EntityTag.isAny(held) || EntityTag.isStronglyAmong(held, tag));
    }

    private static boolean isExcluded(String held, @Nullable String tag) {
        return tag != null && (EntityTag.isAny(held) || EntityTag.isAmong(held, tag));
    }

    private static String there(EntryKey key, @Nullable String tag) {
        var what = "The %s %s".formatted(key.type().label(), key.id());
        return tag == null ? what + " has no entry" : "%s has the tag %s".formatted(what, tag);
    }
}
