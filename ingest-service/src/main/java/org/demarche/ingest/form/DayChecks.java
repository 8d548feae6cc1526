package org.demarche.ingest.form;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.demarche.log.json.Fields;
import org.demarche.model.Report.Source;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** Checks the days of a report against each other, and against today. */
public final class DayChecks {

    /** The UTC offset of the place where a day begins first. */
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    /** The UTC offset of the place where a day ends last. */
    private static final ZoneOffset WESTERNMOST = ZoneOffset.ofHours(-12);

    private static final String ONLY_CERTAIN =
            ": only a date that is one certain day may be one day later";

    private final LocalDate today;

    /**
     * @param today today's date in UTC; a given date may be one day later, because tomorrow has
     *     begun somewhere
     */
    DayChecks(LocalDate today) {
        this.today = today;
    }

    /** Whether the date is a single day, and neither uncertain nor approximate. */
    public static boolean isCertainDay(Edtf date) {
        return date.earliest() != null
                && date.earliest().equals(date.latest())
                && !date.qualified();
    }

    static boolean covers(Edtf date, LocalDate day) {
        return !date.startsAfter(day) && (date.latest() == null || !date.latest().isBefore(day));
    }

    /** Whether it is this day somewhere on earth at the instant. */
    static boolean isSomewhere(LocalDate day, Instant at) {
        return !at.isBefore(beginningOf(day))
                && at.isBefore(day.plusDays(1).atStartOfDay().toInstant(WESTERNMOST));
    }

    private static Instant beginningOf(LocalDate day) {
        return day.atStartOfDay().toInstant(EASTERNMOST);
    }

    /**
     * Returns the last day of a month, or today if that is earlier. For a month that begins after
     * today, it returns the first day, because a month that begins tomorrow has begun somewhere on
     * earth.
     */
    @Nullable LocalDate lastBy(Edtf month) {
        return month.startsAfter(today) ? month.earliest() : month.days(today).latest();
    }

    /**
     * @param field the field that gives the day
     */
    void checkPublished(Fields source, String field, @Nullable LocalDate publishedOn) {
        if (publishedOn != null && isTooLate(publishedOn)) {
            source.note(source.at(field), tooLate(publishedOn));
        }
    }

    void checkSaid(
            Fields report,
            @Nullable Edtf saidOn,
            @Nullable OffsetDateTime saidAt,
            @Nullable Source source) {
        var publishedOn = source == null ? null : source.publishedOn();
        var publishedAt = source == null ? null : source.publishedAt();
        if (saidOn != null) {
            checkDays(report, saidOn, saidAt, publishedOn, publishedAt);
        }
        if (saidAt != null) {
            checkInstant(report, saidAt, saidOn, publishedOn, publishedAt);
        }
    }

    private void checkDays(
            Fields report,
            Edtf saidOn,
            @Nullable OffsetDateTime saidAt,
            @Nullable LocalDate publishedOn,
            @Nullable Instant publishedAt) {
        if (saidOn.earliest() != null && isTooLate(saidOn.earliest())) {
            report.note(report.at("saidOn"), tooLate(saidOn.earliest()));
        } else if (saidOn.latest() != null
                && isTooLate(saidOn.latest())
                && namesDay(saidOn, saidOn.latest())) {
            report.note(report.at("saidOn"), tooLate(saidOn.latest()));
        } else if (publishedOn != null && saidOn.startsAfter(publishedOn)) {
            checkNextDay(report, saidOn, saidAt, publishedOn, publishedAt);
        } else if (publishedOn == null && saidOn.startsAfter(today) && !isCertainDay(saidOn)) {
            report.note(
                    report.at("saidOn"),
                    "is after today, %s (UTC)%s".formatted(today, ONLY_CERTAIN));
        }
    }

    /**
     * Checks a statement that is dated after the day of publication. Such a date may be right,
     * because it may be morning at the speaker's place and still the previous evening at the
     * printer's. If the instant of publication is known, the check uses that instant, and does not
     * compare days of two places.
     */
    private static void checkNextDay(
            Fields report,
            Edtf saidOn,
            @Nullable OffsetDateTime saidAt,
            LocalDate publishedOn,
            @Nullable Instant publishedAt) {
        if (!isCertainDay(saidOn)) {
            report.note(report.at("saidOn"), afterPublication(publishedOn) + ONLY_CERTAIN);
        } else if (publishedAt == null && saidOn.startsAfter(publishedOn.plusDays(1))) {
            report.note(
                    report.at("saidOn"),
                    afterPublication(publishedOn) + ", by more than a day: correct one of them");
        } else if (publishedAt != null
                && saidAt == null
                && publishedAt.isBefore(beginningOf(requireNonNull(saidOn.earliest())))) {
            report.note(
                    report.at("saidOn"),
                    "had not begun anywhere on earth at source.publishedAt, %s: correct one of them"
                            .formatted(publishedAt));
        }
    }

    private void checkInstant(
            Fields report,
            OffsetDateTime saidAt,
            @Nullable Edtf saidOn,
            @Nullable LocalDate publishedOn,
            @Nullable Instant publishedAt) {
        var day = saidAt.toLocalDate();
        if (isTooLate(day)) {
            report.note(report.at("saidAt"), tooLate(day));
        } else if (saidOn != null && !covers(saidOn, day)) {
            report.note(report.at("saidAt"), notWithin(saidOn, saidAt));
        } else if (publishedAt != null && saidAt.toInstant().isAfter(publishedAt)) {
            report.note(
                    report.at("saidAt"),
                    "is after source.publishedAt, %s: correct one of them".formatted(publishedAt));
        } else if (publishedAt == null
                && publishedOn != null
                && day.minusDays(1).isAfter(publishedOn)) {
            report.note(report.at("saidAt"), afterPublication(publishedOn));
        }
    }

    /**
     * Whether the date names this day. A month or a year that has not ended may mean its days up to
     * today, but a day means only itself.
     */
    private static boolean namesDay(Edtf date, LocalDate day) {
        return date.text().contains(day.toString());
    }

    private boolean isTooLate(LocalDate day) {
        return day.isAfter(today.plusDays(1));
    }

    private String tooLate(LocalDate day) {
        return "%s is after tomorrow, %s (UTC)".formatted(day, today.plusDays(1));
    }

    private static String notWithin(Edtf saidOn, OffsetDateTime saidAt) {
        return "is not within saidOn, %s: with the offset %s it is on %s. Give saidAt with the offset of the place where the statement was made, or correct saidOn"
                .formatted(saidOn.text(), saidAt.getOffset(), saidAt.toLocalDate());
    }

    private static String afterPublication(LocalDate publishedOn) {
        return "is after source.publishedOn, %s".formatted(publishedOn);
    }
}
