package org.demarche.model.fold;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.demarche.model.Grades;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;

/** One report as it stands, counted under an origin. */
record PlainReport(Filed filed, String origin) {

    static final String OWN = "";

    static final Comparator<PlainReport> ORDER =
            comparing(PlainReport::published)
                    .thenComparing(told -> told.filed.report().token())
                    .thenComparing(told -> told.filed.report().holder());

    /** Nordland was merged into norland. */
    static String merged(String actor) {
        return "nordland".equals(actor) ? "norland" : actor;
    }

    Report body() {
        return filed.body();
    }

    LocalDate published() {
        var day = body().source().publishedOn();
        return day != null ? day : filed.recorded().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The values that all reports of one statement share; a value that no report gives is null. */
    List<Object> act() {
        var body = body();
        if (body.utterance() != null) {
            return Arrays.asList(body.holder(), body.utterance());
        }
        var to = days().latest().isBefore(published()) ? days().latest() : published();
        var from = start().isAfter(to) ? to : start();
        var taken = declines() ? null : body.stance();
        var outlet = body.spokenFor() == null ? body.source().outlet() : null;
        return Arrays.asList(
                body.holder(), body.spokenFor(), outlet, speaker(), from, to, taken, body.denies());
    }

    String voice() {
        var by = merged(body().spokenFor());
        return by == null
                ? "narrated " + body().source().outlet()
                : by.equals(merged(body().holder())) ? OWN : "ascribed " + by;
    }

    boolean denies() {
        return body().denies() != null && body().stance() == Stance.NONE && voice().equals(OWN);
    }

    boolean declines() {
        return body().act() != null && "011".equals(body().act().cameo());
    }

    /** Null for a refusal to comment and for a denial. */
    Stance stance() {
        return declines() || denies() ? null : body().stance();
    }

    String said() {
        return voice() + " " + stance();
    }

    boolean cut() {
        var on = body().saidOn();
        return on == null
                || (on.latest() == null || on.latest().isAfter(published()))
                        && !(on.earliest() != null && on.earliest().isAfter(published()));
    }

    Days days() {
        var on = body().saidOn();
        if (on == null) {
            return new Days(null, published());
        }
        if (on.earliest() != null && on.earliest().isAfter(published())) {
            return new Days(on.earliest(), on.earliest(), on.ofEarliest(), on.ofEarliest());
        }
        return cut()
                ? new Days(on.earliest(), published(), on.ofEarliest(), null)
                : new Days(on.earliest(), on.latest(), on.ofEarliest(), on.ofLatest());
    }

    LocalDate start() {
        return days().earliest() == null ? LocalDate.MIN : days().earliest();
    }

    boolean mayBeOn(LocalDate day) {
        return !start().isAfter(day) && !days().latest().plusDays(cut() ? 1 : 0).isBefore(day);
    }

    boolean meets(PlainReport other) {
        return mayBeOn(other.start()) || other.mayBeOn(start());
    }

    boolean official() {
        var speaker = body().speaker();
        var side = merged(filed.resolved().origin());
        return "official".equals(filed.resolved().outletKind())
                && (side.equals(merged(body().spokenFor()))
                        || speaker != null && side.equals(merged(speaker.actor())));
    }

    boolean direct() {
        var quote = body().quote();
        return quote != null && quote.type() == Report.Quote.Type.DIRECT;
    }

    String speaker() {
        var speaker = body().speaker();
        return speaker == null || speaker.actor() != null
                ? speaker == null ? null : speaker.actor()
                : speaker.name();
    }

    String office() {
        var speaker = body().speaker();
        var office = filed.resolved().speakerOffice();
        return speaker == null || office != null ? office : speaker.role();
    }

    Position.LatestReport shown() {
        return new Position.LatestReport(
                filed.report(),
                body().source().outlet(),
                new Grades(filed.resolved().outletGrade(), body().credibility()));
    }

    static LocalDate lastPublished(List<PlainReport> told) {
        return told.stream().map(PlainReport::published).max(comparing(it -> it)).orElseThrow();
    }

    static <T> int distinct(List<T> all, Function<T, String> value) {
        return (int) all.stream().map(value).distinct().count();
    }
}
