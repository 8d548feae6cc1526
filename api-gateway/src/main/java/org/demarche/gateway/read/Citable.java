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
 * An answer from a view, with the time and the rule by which it stays the same. The link to cite
 * has both, and the day if the request has one. It has ids in place of names, because a name may
 * mean another entry tomorrow.
 *
 * @param pinned what was recorded up to the last instant that the view has folded is known. An
 *     instant is a millisecond: what else is recorded in the very last one, and not folded yet,
 *     joins it
 * @param rule null of what no rule has folded
 * @param isStored whether the view has it as it is, so that the registry has no part in it
 */
public record Citable<T>(T found, PointInTime pinned, @Nullable Rule rule, boolean isStored) {

    /** Both times and the rule; and a list is cited from its beginning, in any form. */
    private static final Set<String> WRITTEN_OUT =
            Set.of(ReadTerms.AS_OF, ReadTerms.AS_KNOWN, ReadTerms.RULE, Query.CURSOR, Csv.BOM);

    /** The same for an answer that no rule has folded. */
    public Citable<T> withoutRule() {
        return new Citable<>(found, pinned, null, isStored);
    }

    /** A part of the same answer, such as a page. */
    public <P> Citable<P> map(Function<T, P> part) {
        return new Citable<>(part.apply(found), pinned, rule, isStored);
    }

    /** The present stored answer, gathered at one moment. */
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
     * @param holders under whom all that it rests on is filed; empty if that may be anybody. Where
     *     it lies in several partitions of the log, what one of them holds between its last folded
     *     instant and that of another would join it
     * @param find reads the copy, which may go on meanwhile: then what was there before is found
     *     again, as it was known
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
     * For an answer that is read later: it has the same content as its link, even if the copy goes
     * on meanwhile.
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

    /** Its document, whose tag covers the registry if that has a part in it. */
    public Document tagged(ReadContext read, Document document) {
        return isStored ? document : document.withRegistry(read.registryNext());
    }

    /**
     * Adds the link to cite to an answer, the answer's own address, and the version that answers.
     *
     * @param path with ids for names
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
     * @param folded what is folded, with its verb
     * @throws Refusal 400 if one answer may not fold so many
     */
    public static void requireFew(String folded, long events) {
        if (events > SubjectFolds.MOST_EVENTS) {
            throw tooMany(folded, events);
        }
    }

    /**
     * @param folded what is folded, with its verb
     * @param events from which it would be folded
     */
    public static Refusal tooMany(String folded, long events) {
        return Query.refused(
                "actor",
                "or issue must be given: %s folded from %,d reports, and may be from %,d"
                        .formatted(folded, events, SubjectFolds.MOST_EVENTS));
    }
}
