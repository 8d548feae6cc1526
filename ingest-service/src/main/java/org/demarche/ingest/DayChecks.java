package org.demarche.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.demarche.log.Fields;
import org.demarche.model.Edtf;
import org.jspecify.annotations.Nullable;

/** What must hold between the days of a report, and between them and today. */
final class DayChecks {

    private final LocalDate today;

    /**
     * @param today in UTC; dates may lie a day ahead, since it is tomorrow somewhere
     */
    DayChecks(LocalDate today) {
        this.today = today;
    }

    void checkPublished(Fields source, @Nullable LocalDate publishedOn) {
        if (publishedOn != null && isTooLate(publishedOn)) {
            source.note(source.at("publishedOn"), tooLate(publishedOn));
        }
    }

    void checkSaid(
            Fields report,
            @Nullable Edtf saidOn,
            @Nullable Instant saidAt,
            @Nullable LocalDate publishedOn) {
        if (saidOn != null) {
            checkDays(report, saidOn, publishedOn);
        }
        if (saidAt != null) {
            checkInstant(report, LocalDate.ofInstant(saidAt, ZoneOffset.UTC), saidOn, publishedOn);
        }
    }

    private void checkDays(Fields report, Edtf saidOn, @Nullable LocalDate publishedOn) {
        if (saidOn.earliest() != null && isTooLate(saidOn.earliest())) {
            report.note(report.at("saidOn"), tooLate(saidOn.earliest()));
        } else if (saidOn.latest() != null
                && isTooLate(saidOn.latest())
                && namesDay(saidOn, saidOn.latest())) {
            report.note(report.at("saidOn"), tooLate(saidOn.latest()));
        } else if (publishedOn != null && saidOn.startsAfter(publishedOn)) {
            report.note(report.at("saidOn"), afterPublication(publishedOn));
        }
    }

    private void checkInstant(
            Fields report, LocalDate day, @Nullable Edtf saidOn, @Nullable LocalDate publishedOn) {
        if (isTooLate(day)) {
            report.note(report.at("saidAt"), tooLate(day));
        } else if (saidOn != null && isOutside(day, saidOn)) {
            report.note(report.at("saidAt"), "is not within saidOn, " + saidOn.text());
        } else if (publishedOn != null && day.minusDays(1).isAfter(publishedOn)) {
            report.note(report.at("saidAt"), afterPublication(publishedOn));
        }
    }

    /** A month or year that is not over yet may be meant up to today; a day may not. */
    private static boolean namesDay(Edtf date, LocalDate day) {
        return date.text().contains(day.toString());
    }

    /** The day of an instant depends on where one stands, by one at most. */
    private static boolean isOutside(LocalDate day, Edtf days) {
        return days.earliest() != null && day.plusDays(1).isBefore(days.earliest())
                || days.latest() != null && day.minusDays(1).isAfter(days.latest());
    }

    private boolean isTooLate(LocalDate day) {
        return day.isAfter(today.plusDays(1));
    }

    private String tooLate(LocalDate day) {
        return "%s is after tomorrow, %s (UTC)".formatted(day, today.plusDays(1));
    }

    private static String afterPublication(LocalDate publishedOn) {
        return "is after source.publishedOn, %s".formatted(publishedOn);
    }
}
