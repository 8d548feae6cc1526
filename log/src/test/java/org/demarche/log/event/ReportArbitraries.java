package org.demarche.log.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;

/** Invented events, with all that can be said in one. */
final class ReportArbitraries {

    private ReportArbitraries() {}

    static Arbitrary<ReportEvent> events() {
        var recorded =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        var retracted =
                Combinators.combine(texts(), recorded)
                        .as((reason, at) -> (ReportEvent) new Retracted(Reports.ID, reason, at));
        var filed =
                Combinators.combine(reports(), resolved(), recorded)
                        .as(
                                (body, resolved, at) ->
                                        (ReportEvent)
                                                new Filed(
                                                        Reports.ID,
                                                        body,
                                                        resolved,
                                                        Reports.DIGEST,
                                                        at));
        var corrected =
                Combinators.combine(reports(), resolved(), recorded)
                        .as(
                                (body, resolved, at) ->
                                        (ReportEvent)
                                                new Corrected(
                                                        Reports.ID,
                                                        body,
                                                        resolved,
                                                        Reports.DIGEST,
                                                        at));
        return Arbitraries.oneOf(filed, corrected, retracted);
    }

    private record Draft(
            String spokenFor,
            Speaker speaker,
            Stance stance,
            List<Condition> conditions,
            Edtf saidOn,
            Clock saidAt,
            Act act,
            Quote quote) {}

    private record Clock(Instant at, ZoneOffset offset) {}

    private record Utterances(String own, String before, String denied) {}

    private static Arbitrary<Report> reports() {
        var drafts =
                Combinators.combine(
                                ids(),
                                Combinators.combine(maybe(ids()), maybe(texts()), maybe(texts()))
                                        .as(Speaker::new)
                                        .injectNull(0.3),
                                Arbitraries.of(Stance.class),
                                Combinators.combine(maybe(texts()), texts())
                                        .as(Condition::new)
                                        .list()
                                        .ofMaxSize(3),
                                Arbitraries.of("2024", "2024-02?", "../2024-02-29", "[..2023-12]")
                                        .map(Edtf::parse),
                                Combinators.combine(maybe(instants()), maybe(offsets()))
                                        .as(Clock::new),
                                Combinators.combine(maybe(texts()), maybe(texts()), maybe(texts()))
                                        .as(Act::new)
                                        .injectNull(0.3),
                                Combinators.combine(
                                                Arbitraries.of(Quote.Type.class), maybe(texts()))
                                        .as(Quote::new)
                                        .injectNull(0.3))
                        .as(Draft::new);
        return Combinators.combine(
                        drafts,
                        maybe(texts()),
                        ids().list().ofMaxSize(3),
                        maybe(texts()),
                        Combinators.combine(maybe(texts()), maybe(texts()), maybe(texts()))
                                .as(Utterances::new),
                        sources(),
                        maybe(Arbitraries.integers().between(1, 6)),
                        Combinators.combine(
                                        maybe(texts()),
                                        maybe(Arbitraries.of(Coder.Confidence.class)))
                                .as(Coder::new)
                                .injectNull(0.3))
                .as(
                        (draft,
                                venue,
                                addressees,
                                summary,
                                utterances,
                                source,
                                credibility,
                                coder) ->
                                new Report(
                                        "norland",
                                        draft.spokenFor,
                                        "strait-talks",
                                        draft.speaker,
                                        draft.stance,
                                        draft.conditions,
                                        draft.saidOn,
                                        draft.saidAt.at,
                                        draft.saidAt.offset,
                                        venue,
                                        addressees,
                                        draft.act,
                                        draft.quote,
                                        summary,
                                        utterances.own,
                                        utterances.before,
                                        utterances.denied,
                                        source,
                                        credibility,
                                        coder));
    }

    private static Arbitrary<Source> sources() {
        var days = Arbitraries.integers().between(0, 30_000).map(LocalDate::ofEpochDay);
        return Combinators.combine(
                        ids(),
                        maybe(ids()),
                        maybe(texts()),
                        maybe(days),
                        maybe(Arbitraries.of("2024-02", "2024").map(Edtf::parse)),
                        maybe(instants()),
                        maybe(texts()),
                        texts().list().ofMaxSize(3))
                .as(Source::new);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<ZoneOffset> offsets() {
        return Arbitraries.integers()
                .between(-18 * 3600, 18 * 3600)
                .map(ZoneOffset::ofTotalSeconds);
    }

    private static Arbitrary<Resolved> resolved() {
        return Combinators.combine(
                        texts(), maybe(texts()), maybe(texts()), maybe(texts()), maybe(texts()))
                .as(Resolved::new);
    }

    private static <T> Arbitrary<T> maybe(Arbitrary<T> values) {
        return values.injectNull(0.3);
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(9);
    }

    /** All of Unicode that UTF-8 can hold: control characters, quotes, pairs of surrogates. */
    private static Arbitrary<String> texts() {
        var points =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7F),
                        Arbitraries.integers().between(0x80, 0xD7FF),
                        Arbitraries.integers().between(0xE000, 0xFFFF),
                        Arbitraries.integers().between(0x10000, 0x10FFFF));
        return points.list()
                .ofMaxSize(12)
                .map(
                        list ->
                                list.stream()
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString());
    }
}
