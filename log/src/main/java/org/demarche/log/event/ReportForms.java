package org.demarche.log.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Quote;
import org.demarche.model.Slug;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;

/**
 * Parsers of the texts in a report's body. Each parser throws an exception with the reason if it
 * refuses a text.
 *
 * @param date parses an EDTF date
 * @param day parses a day of the calendar
 */
record ReportForms(Function<String, Edtf> date, Function<String, LocalDate> day) {

    /** Any thread may use this instance. */
    static final ReportForms SHARED = new ReportForms(Edtf::parse, ReportForms::dayOf);

    /** The id of an actor, issue or outlet. */
    static final Function<String, String> ID = ReportForms::id;

    static final Function<String, Stance> STANCE = ReportForms::stance;
    static final Function<String, Instant> INSTANT = Instant::parse;
    static final Function<String, ZoneOffset> OFFSET = ZoneOffset::of;
    static final Function<String, Quote.Type> QUOTE_TYPE =
            text -> labelled(text, Quote.Type.values(), Quote.Type::label);
    static final Function<String, Coder.Confidence> CONFIDENCE =
            text -> labelled(text, Coder.Confidence.values(), Coder.Confidence::label);

    private static final int CACHED_DAYS = 256;
    private static final int ISO_DAY = "2022-12-02".length();

    /** Makes parsers for one thread, which are faster because they cache days. */
    static ReportForms cached() {
        return new ReportForms(
                new TextCache<>(SHARED.date, CACHED_DAYS),
                new TextCache<>(SHARED.day, CACHED_DAYS));
    }

    private static String id(String text) {
        if (!Slug.is(text)) {
            throw new IllegalArgumentException("'%s' is not an id".formatted(text));
        }
        return text;
    }

    private static Stance stance(String label) {
        return Stance.of(label)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is not a stance".formatted(label)));
    }

    private static LocalDate dayOf(String text) {
        if (text.length() != ISO_DAY) {
            throw new IllegalArgumentException("'%s' is not a date".formatted(text));
        }
        return LocalDate.parse(text);
    }

    private static <T> T labelled(String text, T[] all, Function<T, String> label) {
        for (var one : all) {
            if (label.apply(one).equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("'%s' is unknown".formatted(text));
    }
}
