package org.demarche.position;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Source;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** All that may come in a log, on few actors, reports, days and origins, so that they meet. */
final class Logs {

    /** Of the log's records, in a test. */
    static final int LONGEST = 30;

    private record Said(Stance stance, List<Condition> conditions, @Nullable Act act) {}

    private record Content(ReportId id, Report body) {}

    private Logs() {}

    /** Filings, some of an id that is taken; corrections and retractions, some of no report. */
    static Arbitrary<List<ReportEvent>> any() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, filing()),
                        Tuple.of(3, contents().map(Logs::corrected)),
                        Tuple.of(
                                1,
                                contents()
                                        .map(
                                                content ->
                                                        new Retracted(
                                                                content.id,
                                                                "an error",
                                                                Instant.EPOCH))))
                .list()
                .ofMaxSize(LONGEST);
    }

    /** Of each report one. */
    static Arbitrary<List<ReportEvent>> filings() {
        return filing().list().ofMaxSize(LONGEST).uniqueElements(ReportEvent::report);
    }

    private static Arbitrary<ReportEvent> filing() {
        return contents()
                .map(
                        content ->
                                new Filed(
                                        content.id,
                                        content.body,
                                        resolved(content.body.source()),
                                        Events.digest(content.body),
                                        Instant.EPOCH));
    }

    private static ReportEvent corrected(Content content) {
        return new Corrected(
                content.id,
                content.body,
                resolved(content.body.source()),
                Events.digest(content.body),
                Instant.EPOCH);
    }

    private static Arbitrary<Content> contents() {
        var actors = Arbitraries.of("norland", "sudland");
        return Combinators.combine(
                        actors,
                        actors.injectNull(0.2),
                        Arbitraries.integers().between(1, 12),
                        said(),
                        Arbitraries.of(
                                        "2024-03-02",
                                        "2024-03-04",
                                        "2024-03-05?",
                                        "2024-03",
                                        "2024-03-02/2024-03-06",
                                        "[..2024-03-04]",
                                        "../2024-03-03")
                                .map(Edtf::parse)
                                .injectNull(0.2),
                        Arbitraries.of("speech-a", "speech-b").injectNull(0.5),
                        sources())
                .as(
                        (holder, spokenFor, number, said, saidOn, utterance, source) ->
                                new Content(
                                        new ReportId(holder, Events.TREATY, "r" + number),
                                        body(holder, spokenFor, said, saidOn, utterance, source)));
    }

    private static Arbitrary<Said> said() {
        var conditions =
                Combinators.combine(
                                Arbitraries.of("border", "toll").injectNull(0.3),
                                Arbitraries.of("if the border is open", "if the toll is gone"))
                        .as(Condition::new);
        return Combinators.combine(
                        Arbitraries.of(Stance.class),
                        conditions.list().ofMaxSize(2),
                        Arbitraries.of(new Act(null, null, "011"), new Act("CONSULT", null, null))
                                .injectNull(0.8))
                .as(Said::new);
    }

    private static Arbitrary<Source> sources() {
        return Combinators.combine(
                        Arbitraries.of("daily", "weekly", "wire"),
                        Arbitraries.of("wire", "press").injectNull(0.5),
                        Arbitraries.integers()
                                .between(1, 9)
                                .map(day -> LocalDate.of(2024, 3, day))
                                .injectNull(0.4))
                .as(
                        (outlet, agency, day) ->
                                new Source(
                                        outlet,
                                        agency,
                                        "https://example.org/" + outlet,
                                        day,
                                        "en",
                                        List.of()));
    }

    /** A report has a day of one kind or the other. */
    private static Report body(
            String holder,
            @Nullable String spokenFor,
            Said said,
            @Nullable Edtf saidOn,
            @Nullable String utterance,
            Source source) {
        return new Report(
                holder,
                spokenFor,
                Events.TREATY,
                null,
                said.stance,
                said.conditions,
                saidOn == null && source.publishedOn() == null ? Edtf.parse("2024-03-07") : saidOn,
                null,
                null,
                List.of(),
                said.act,
                null,
                "The treaty, in the %s".formatted(source.outlet()),
                utterance,
                source,
                null,
                null);
    }

    private static Resolved resolved(Source source) {
        var origin = source.agency() == null ? source.outlet() : source.agency();
        return new Resolved(origin, "newspaper", null, "state", null);
    }
}
