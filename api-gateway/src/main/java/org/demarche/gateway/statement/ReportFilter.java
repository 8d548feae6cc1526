package org.demarche.gateway.statement;

import static java.util.stream.Collectors.toSet;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Query;
import org.demarche.log.name.NormalForm;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.Report;
import org.demarche.model.explain.Attestation;
import org.demarche.search.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on reports that a list asks for. One report must meet all of them: two reports
 * that each meet some of them do not count. An empty set is no condition.
 *
 * @param speakerIds all ids of the speaker; empty if the registry does not have the name
 * @param speaker the normal form of the speaker's name, for reports that give the speaker only by
 *     name; null for any speaker
 * @param outlets all ids of the outlets
 * @param agencies all ids of the agencies that reports name
 * @param origins all ids of the origins of reports
 * @param utterances the utterances, as they were filed
 * @param reliabilities the grades of the outlet when the report was filed
 * @param words the words; each of them must be in the summary or the quote
 */
record ReportFilter(
        Set<String> speakerIds,
        @Nullable String speaker,
        Set<String> outlets,
        Set<String> agencies,
        Set<String> origins,
        Set<String> utterances,
        Set<String> reliabilities,
        Set<String> credibilities,
        Set<String> words)
        implements Predicate<Attestation> {

    private static final String UTTERANCE = "utterance";
    private static final String SEARCH = "q";

    static final Set<String> PARAMETERS =
            Set.of(
                    "speaker",
                    "outlet",
                    "agency",
                    "origin",
                    UTTERANCE,
                    "reliability",
                    "credibility",
                    SEARCH);

    private static final List<String> GRADES = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> CREDIBILITIES = List.of("1", "2", "3", "4", "5", "6");

    static ReportFilter of(Query query, Registry registry, NamedEntries names) {
        var speaker = query.one("speaker").map(ReportFilter::normal).orElse(null);
        var speakerIds = new HashSet<String>();
        query.one("speaker")
                .flatMap(name -> names.own(EntryType.ACTOR, name))
                .ifPresent(id -> speakerIds.addAll(registry.mergedFrom(EntryType.ACTOR, id)));
        return new ReportFilter(
                speakerIds,
                speaker,
                all(registry, outlets(names.ids(EntryType.OUTLET, query, "outlet"))),
                all(registry, outlets(names.ids(EntryType.OUTLET, query, "agency"))),
                all(registry, names.owners(query, "origin")),
                query.values(UTTERANCE).stream().map(ReportFilter::utterance).collect(toSet()),
                query.anyOf("reliability", GRADES),
                query.anyOf("credibility", CREDIBILITIES),
                query.one(SEARCH).map(ReportFilter::words).orElse(Set.of()));
    }

    /** Returns an utterance in the form in which reports keep it. */
    private static String utterance(String text) {
        var kept = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (kept.isEmpty()) {
            throw Query.refused(UTTERANCE, "is empty");
        }
        return kept;
    }

    private static Set<String> words(String text) {
        try {
            return ReportWords.wanted(text);
        } catch (IllegalArgumentException e) {
            throw Query.refused(SEARCH, String.valueOf(e.getMessage()));
        }
    }

    private static Set<EntryKey> outlets(Set<String> ids) {
        return ids.stream().map(id -> new EntryKey(EntryType.OUTLET, id)).collect(toSet());
    }

    /** Returns these ids and the ids of entries that were merged into these entries. */
    private static Set<String> all(Registry registry, Set<EntryKey> keys) {
        return keys.stream()
                .flatMap(key -> registry.mergedFrom(key.type(), key.id()).stream())
                .collect(toSet());
    }

    private static String normal(String speaker) {
        var normal = NormalForm.of(speaker);
        if (normal.isEmpty()) {
            throw Query.refused("speaker", "has neither a letter nor a digit");
        }
        return normal;
    }

    @Override
    public boolean test(Attestation report) {
        var body = report.body();
        var resolved = report.resolved();
        return (speaker == null || isSpeaker(body.speaker()))
                && isAmong(outlets, body.source().outlet())
                && isAmong(agencies, body.source().agency())
                && isAmong(origins, resolved.origin())
                && isAmong(utterances, body.utterance())
                && isAmong(reliabilities, resolved.outletGrade())
                && isAmong(credibilities, Objects.toString(body.credibility(), null))
                && (words.isEmpty() || ReportWords.of(body).containsAll(words));
    }

    private static boolean isAmong(Set<String> asked, @Nullable String given) {
        return asked.isEmpty() || given != null && asked.contains(given);
    }

    /**
     * Whether the report has the wanted speaker. Names are compared only if the report has no id.
     */
    private boolean isSpeaker(Report.@Nullable Speaker said) {
        if (said == null) {
            return false;
        }
        return said.actor() != null
                ? speakerIds.contains(said.actor())
                : said.name() != null && NormalForm.of(said.name()).equals(speaker);
    }
}
