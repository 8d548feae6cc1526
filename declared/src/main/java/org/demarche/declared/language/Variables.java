package org.demarche.declared.language;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.Resolved;
import org.demarche.model.edtf.Days;

/**
 * The variables of expressions: {@code report}, as in the API and with its {@code id}; {@code
 * said}, the days of its date; {@code resolved}, the registry's values at the filing; and {@code
 * recorded}, the instant of the recording.
 */
final class Variables {

    private static final Shape<Speaker> SPEAKER =
            new Shape<Speaker>("Speaker")
                    .text("actor", Speaker::actor)
                    .text("name", Speaker::name)
                    .text("role", Speaker::role);

    private static final Shape<Condition> CONDITION =
            new Shape<Condition>("Condition")
                    .text("key", Condition::key)
                    .text("text", Condition::text);

    private static final Shape<Act> ACT =
            new Shape<Act>("Act")
                    .text("plover", Act::plover)
                    .text("mode", Act::mode)
                    .text("cameo", Act::cameo);

    private static final Shape<Quote> QUOTE =
            new Shape<Quote>("Quote")
                    .text("type", quote -> quote.type().label())
                    .text("text", Quote::text);

    private static final Shape<Source> SOURCE =
            new Shape<Source>("Source")
                    .text("outlet", Source::outlet)
                    .text("agency", Source::agency)
                    .text("url", Source::url)
                    .text("publishedOn", Source::publishedOn)
                    .text(
                            "published",
                            source -> source.published() == null ? null : source.published().text())
                    .text("publishedAt", Source::publishedAt)
                    .text("language", Source::language)
                    .texts("relay", Source::relay);

    private static final Shape<Coder> CODER =
            new Shape<Coder>("Coder")
                    .text("name", Coder::name)
                    .text(
                            "confidence",
                            coder ->
                                    coder.confidence() == null ? null : coder.confidence().label());

    private static final Shape<Reported> REPORT =
            new Shape<Reported>("Report")
                    .text("id", Reported::id)
                    .text("holder", reported -> reported.body().holder())
                    .text("spokenFor", reported -> reported.body().spokenFor())
                    .text("issue", reported -> reported.body().issue())
                    .object("speaker", SPEAKER, reported -> reported.body().speaker())
                    .text("stance", reported -> reported.body().stance().label())
                    .objects("conditions", CONDITION, reported -> reported.body().conditions())
                    .text(
                            "saidOn",
                            reported ->
                                    reported.body().saidOn() == null
                                            ? null
                                            : reported.body().saidOn().text())
                    .text("saidAt", reported -> reported.body().saidAt())
                    .text("saidAtOffset", reported -> reported.body().saidAtOffset())
                    .text("venue", reported -> reported.body().venue())
                    .texts("addressees", reported -> reported.body().addressees())
                    .object("act", ACT, reported -> reported.body().act())
                    .object("quote", QUOTE, reported -> reported.body().quote())
                    .text("summary", reported -> reported.body().summary())
                    .text("utterance", reported -> reported.body().utterance())
                    .text("saidAfter", reported -> reported.body().saidAfter())
                    .text("denies", reported -> reported.body().denies())
                    .object("source", SOURCE, reported -> reported.body().source())
                    .number("credibility", reported -> reported.body().credibility())
                    .object("coder", CODER, reported -> reported.body().coder());

    private static final Shape<Reported> SAID =
            new Shape<Reported>("Said")
                    .text("earliest", reported -> days(reported).earliest())
                    .text("latest", reported -> days(reported).latest());

    private static final Shape<Resolved> RESOLVED =
            new Shape<Resolved>("Resolved")
                    .text("origin", Resolved::origin)
                    .text("outletKind", Resolved::outletKind)
                    .text("outletGrade", Resolved::outletGrade)
                    .text("holderKind", Resolved::holderKind)
                    .text("speakerOffice", Resolved::speakerOffice);

    /** The variables: the fields of a reported event. */
    static final Shape<Reported> ALL =
            new Shape<Reported>("Reported")
                    .object("report", REPORT, reported -> reported)
                    .object("said", SAID, reported -> reported)
                    .object("resolved", RESOLVED, Reported::resolved)
                    .instant("recorded", Reported::recorded);

    private Variables() {}

    /**
     * Returns the same days as in positions: none is after the day of publication or, without it,
     * the day of recording.
     */
    private static Days days(Reported reported) {
        var published = reported.body().source().publishedOn();
        var knownBy =
                published == null
                        ? LocalDate.ofInstant(reported.recorded(), ZoneOffset.UTC)
                        : published;
        var saidOn = reported.body().saidOn();
        return saidOn == null ? new Days(null, knownBy) : saidOn.days(knownBy);
    }
}
