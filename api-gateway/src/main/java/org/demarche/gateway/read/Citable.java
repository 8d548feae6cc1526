package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.http.Refusal;
import org.demarche.model.PointInTime;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An answer from a view, with the time and the rule for which it never changes. The link to cite
 * has both, and the day if the request has one. It has ids in place of names, because a name may
 * mean another entry tomorrow.
 *
 * @param pinned the time of the answer. It ends at the last instant of recording that the view has
 *     folded, or at {@code asKnown} if that is earlier. An instant is a millisecond, so a report
 *     that was recorded in this last millisecond but is not folded yet is missing here, and will be
 *     in the answer of the link
 * @param rule the rule that folded the answer; null if no rule did
 * @param isStored whether the view has the answer as it is, so that it does not depend on the
 *     registry
 */
public record Citable<T>(T found, PointInTime pinned, @Nullable Rule rule, boolean isStored) {

    /**
     * The parameters that the link does not copy from the request. The link has its own times and
     * rule, and cites a list from its beginning, without a byte order mark.
     */
    private static final Set<String> WRITTEN_OUT =
            Set.of(ReadTerms.AS_OF, ReadTerms.AS_KNOWN, ReadTerms.RULE, Query.CURSOR, Csv.BOM);

    /** Returns the same answer without a rule, for answers that no rule has folded. */
    public Citable<T> withoutRule() {
        return new Citable<>(found, pinned, null, isStored);
    }

    /** Returns a part of the answer, such as a page, with the same time and rule. */
    public <P> Citable<P> map(Function<T, P> part) {
        return new Citable<>(part.apply(found), pinned, rule, isStored);
    }

    /** Gathers the present answer from stored documents, all at one moment. */
    public static <T> Citable<T> stored(
            ReadContext read, Set<String> holders, Function<PositionsCopy, T> gather) {
        var copy = read.positions();
        return copy.atOnce(
                () ->
                        new Citable<>(
                                gather.apply(copy),
                                pinned(copy, PointInTime.NOW, holders),
                                copy.rule(),
                                true));
    }

    /**
     * @param holders the holders of all reports on which the answer rests; empty if they may be
     *     anybody. If these reports are in several partitions of the log, the answer's time ends at
     *     the latest instant that any of the partitions has folded. Then a report that another
     *     partition has not folded yet may be missing here, and will be in the answer of the link
     * @param find reads the copy. If the copy changes meanwhile, it is called again for the time at
     *     which the reading began
     */
    public static <T> Citable<T> folded(
            ReadContext read,
            ReadTerms terms,
            Set<String> holders,
            BiFunction<SeenVersion, PointInTime, T> find) {
        var copy = read.positions();
        var time = terms.time();
        var pinned = pinned(copy, time, holders);
        // the marks are read after the pinned instant was chosen, because the answer must have
        // every report recorded by that instant
        var seen = SeenVersion.of(copy, terms.basis());
        var found = find.apply(seen, time);
        var isStill = pinned(copy, time, holders).equals(pinned);
        return new Citable<>(
                isStill ? found : find.apply(seen, pinned), pinned, terms.basis().rule(), false);
    }

    /**
     * Opens an answer that is read later. It has the same content as its link, even if the copy
     * changes in the meantime.
     */
    public static <T> Citable<T> stream(
            ReadContext read, ReadTerms terms, BiFunction<SeenVersion, PointInTime, T> open) {
        var copy = read.positions();
        var pinned = pinned(copy, terms.time(), Set.of());
        var found = open.apply(SeenVersion.of(copy, terms.basis()), pinned);
        return new Citable<>(found, pinned, terms.basis().rule(), false);
    }

    private static PointInTime pinned(PositionsCopy copy, PointInTime asked, Set<String> holders) {
        var known = known(copy.recorded(holders), asked);
        return new PointInTime(asked.asOf(), known, asked.uncertain());
    }

    private static Instant known(Instant folded, PointInTime asked) {
        return asked.asKnown() != null && asked.asKnown().isBefore(folded)
                ? asked.asKnown()
                : folded;
    }

    /** Returns the document. Its entity tag covers the registry if the answer depends on it. */
    public Document tagged(ReadContext read, Document document) {
        return isStored ? document : document.withRegistry(read.registryNext());
    }

    /**
     * Adds to an answer the link to cite, the answer's address with ids, and the version that
     * answers.
     *
     * @param path the path of the address, with ids in place of names
     */
    public <B> MutableHttpResponse<B> linked(
            String path, ReadContext read, MutableHttpResponse<B> answer) {
        var own = NamedEntries.at(path, read.request(), answer);
        return Answer.by(read.positions().id(), own).header(HttpHeaders.LINK, link(path, read));
    }

    private String link(String path, ReadContext read) {
        var request = read.request();
        var parts = new ArrayList<String>();
        if (pinned.asOf() != null) {
            parts.add(ReadTerms.AS_OF + '=' + pinned.asOf());
        }
        parts.add(ReadTerms.AS_KNOWN + '=' + pinned.asKnown());
        if (rule != null) {
            parts.add(ReadTerms.RULE + '=' + rule.label());
        }
        request.getParameters().names().stream()
                .filter(name -> !WRITTEN_OUT.contains(name))
                .sorted()
                .forEach(name -> parts.addAll(Query.pairs(name, Query.resolved(name, request))));
        return '<' + read.origin() + path + '?' + String.join("&", parts) + ">; rel=\"canonical\"";
    }

    /**
     * @param folded the subject of the message and its verb, such as {@code the network is}
     * @throws Refusal 400 if one answer may not fold so many events
     */
    public static void requireFew(String folded, long events) {
        if (events > SubjectFolds.MOST_EVENTS) {
            throw tooMany(folded, events);
        }
    }

    /**
     * @param folded the subject of the message and its verb, such as {@code the network is}
     * @param events the number of events that would be folded
     */
    public static Refusal tooMany(String folded, long events) {
        return Query.refused(
                "actor",
                "or issue must be given: %s folded from %,d reports, but at most %,d are allowed"
                        .formatted(folded, events, SubjectFolds.MOST_EVENTS));
    }
}
