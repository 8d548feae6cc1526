package org.demarche.gateway.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.log.NormalForm;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.Report;
import org.demarche.model.StatementEvidence;
import org.jspecify.annotations.Nullable;

/**
 * Which statements a list has: those that some report puts into this speaker's mouth, that some
 * report of these outlets attests, of these voices, and of these days.
 *
 * @param speakerIds all ids of the speaker; empty where the registry does not have the name
 * @param speaker the name's normal form, for speakers that a report gives by name alone; null for
 *     everybody
 * @param outlets all ids of the outlets; empty for all
 * @param voices empty for all
 */
record StatementFilter(
        Set<String> speakerIds,
        @Nullable String speaker,
        Set<String> outlets,
        Set<String> voices,
        DaysAsked days)
        implements Predicate<StatementEvidence> {

    static final Set<String> PARAMETERS =
            Set.of("speaker", "outlet", "voice", DaysAsked.FROM, DaysAsked.TO);

    private static final List<String> VOICES = List.of("own", "ascribed", "narrated");

    static StatementFilter of(Query query, Registry registry, Known known) {
        var speaker = query.one("speaker").map(StatementFilter::normal).orElse(null);
        var speakerIds = new HashSet<String>();
        query.one("speaker")
                .flatMap(name -> known.own(EntryType.ACTOR, name))
                .ifPresent(id -> speakerIds.addAll(registry.mergedFrom(EntryType.ACTOR, id)));
        var outlets = new HashSet<String>();
        for (var id : known.ids(EntryType.OUTLET, query, "outlet")) {
            outlets.addAll(registry.mergedFrom(EntryType.OUTLET, id));
        }
        return new StatementFilter(
                speakerIds, speaker, outlets, query.anyOf("voice", VOICES), DaysAsked.of(query));
    }

    private static String normal(String speaker) {
        var normal = NormalForm.of(speaker);
        if (normal.isEmpty()) {
            throw Query.refused("speaker", "holds neither a letter nor a digit");
        }
        return normal;
    }

    @Override
    public boolean test(StatementEvidence statement) {
        return (voices.isEmpty() || voices.contains(statement.voice()))
                && days.test(statement.saidOn())
                && (outlets.isEmpty()
                        || statement.reports().stream()
                                .anyMatch(
                                        report ->
                                                outlets.contains(report.body().source().outlet())))
                && (speaker == null
                        || statement.reports().stream()
                                .anyMatch(report -> isSpeaker(report.body().speaker())));
    }

    /** An id counts; a name only where there is none. */
    private boolean isSpeaker(Report.@Nullable Speaker said) {
        if (said == null) {
            return false;
        }
        return said.actor() != null
                ? speakerIds.contains(said.actor())
                : said.name() != null && NormalForm.of(said.name()).equals(speaker);
    }
}
