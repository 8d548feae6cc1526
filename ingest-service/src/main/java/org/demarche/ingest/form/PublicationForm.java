package org.demarche.ingest.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Forms;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time of an article's publication. {@code publishedOn} may be a day, an instant or a
 * month. An event keeps the day, the month and the instant in separate fields. A body may also have
 * these fields, so that a client can send back a report that it has read.
 */
final class PublicationForm {

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final int LONGEST = 64;

    private final DayChecks days;

    PublicationForm(DayChecks days) {
        this.days = days;
    }

    /**
     * @param day the day of publication. If only the instant is given, it is the day of the
     *     instant. If only a month is given, it is the last day of the month, or today if that is
     *     earlier, or the first day of a month that begins after today
     */
    record Publication(@Nullable LocalDate day, @Nullable Edtf month, @Nullable Instant at) {}

    /** The time in {@code publishedOn}, in one of its three forms. */
    private record Given(
            @Nullable LocalDate day, @Nullable Edtf month, @Nullable OffsetDateTime at) {

        static Given of(String text) {
            if (MONTH.matcher(text).matches()) {
                return new Given(null, Edtf.parse(text), null);
            }
            return text.contains("T") || text.contains("t")
                    ? new Given(null, null, Forms.instantWithOffset(text))
                    : new Given(dayOf(text), null, null);
        }

        private static LocalDate dayOf(String text) {
            try {
                return Forms.day(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        e.getMessage() + "; or a month or an instant", e);
            }
        }
    }

    Publication read(Fields source) {
        var on = source.parsed("publishedOn", LONGEST, Given::of);
        var month = source.parsed("published", LONGEST, PublicationForm::month);
        var at = source.parsed("publishedAt", LONGEST, Forms::instantWithOffset);
        if (on != null) {
            month = same(source, "published", month, on.month);
            at = same(source, "publishedAt", at, on.at);
        }
        if (month != null && at != null) {
            source.note(
                    source.at("published"),
                    "is a month, but the instant is given, too: leave the month out");
        }
        var day = on == null ? null : on.day;
        if (day != null) {
            checkMonth(source, day, month);
            checkInstant(source, day, at);
        } else if (at != null) {
            day = at.toLocalDate();
        } else if (month != null) {
            day = days.lastBy(month);
        }
        days.checkPublished(source, firstThere(source), day);
        return new Publication(day, month, at == null ? null : at.toInstant());
    }

    private static String firstThere(Fields source) {
        if (source.has("publishedOn")) {
            return "publishedOn";
        }
        return source.has("publishedAt") ? "publishedAt" : "published";
    }

    private static Edtf month(String text) {
        Forms.require(
                MONTH.matcher(text).matches(),
                text,
                "must be a month, such as 2024-01: give a day in publishedOn");
        return Edtf.parse(text);
    }

    /** Returns the value of two fields that must agree, or of the only one that is given. */
    private static <T> @Nullable T same(
            Fields source, String name, @Nullable T apart, @Nullable T within) {
        if (apart != null && within != null && !Objects.equals(apart, within)) {
            source.note(source.at(name), "differs from publishedOn: leave one of them out");
        }
        return within == null ? apart : within;
    }

    private static void checkMonth(Fields source, LocalDate day, @Nullable Edtf month) {
        if (month != null && !DayChecks.covers(month, day)) {
            source.note(
                    source.at("published"),
                    "is not on publishedOn, %s: leave one of them out".formatted(day));
        }
    }

    /**
     * Checks that the instant is on the day. An instant in UTC may be on the previous or the next
     * day in local time.
     */
    private static void checkInstant(Fields source, LocalDate day, @Nullable OffsetDateTime at) {
        var known = at != null && !at.getOffset().equals(ZoneOffset.UTC);
        if (at != null
                && !(known
                        ? day.equals(at.toLocalDate())
                        : DayChecks.isSomewhere(day, at.toInstant()))) {
            source.note(
                    source.at("publishedAt"),
                    "is not on publishedOn, %s: leave publishedOn out".formatted(day));
        }
    }
}
