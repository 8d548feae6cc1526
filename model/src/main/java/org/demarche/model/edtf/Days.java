package org.demarche.model.edtf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days between which a statement was made, both included.
 *
 * <p>The order is by earliest day, then by latest day, and ignores doubts. An open start comes
 * first. An interval comes before each of its days, except before its first day. The constructor
 * refuses two days in reverse order, and a year of more than four digits, because EDTF level 0
 * cannot write such a year.
 *
 * @param earliest the first possible day; null if the start is open
 * @param ofEarliest the doubt about the earliest day; null if there is none
 * @param ofLatest the doubt about the latest day; null if there is none
 */
public record Days(
        @Nullable LocalDate earliest,
        LocalDate latest,
        @Nullable Qualifier ofEarliest,
        @Nullable Qualifier ofLatest)
        implements Comparable<Days> {

    public Days(@Nullable LocalDate earliest, LocalDate latest) {
        this(earliest, latest, null, null);
    }

    public Days {
        if (earliest != null && earliest.isAfter(latest)) {
            throw new IllegalArgumentException(
                    "The earliest day " + earliest + " is after the latest, " + latest);
        }
        requireFourDigits(earliest == null ? latest : earliest);
        requireFourDigits(latest);
    }

    public static Days on(LocalDate day) {
        return new Days(day, day);
    }

    /**
     * Returns days with these bounds. A bound is doubted only if every giver of this bound doubts
     * it.
     */
    public static Days given(
            @Nullable LocalDate earliest, LocalDate latest, Iterable<Days> givers) {
        var starts = new ArrayList<@Nullable Qualifier>();
        var ends = new ArrayList<@Nullable Qualifier>();
        for (var giver : givers) {
            if (Objects.equals(giver.earliest, earliest)) {
                starts.add(giver.ofEarliest);
            }
            if (giver.latest.equals(latest)) {
                ends.add(giver.ofLatest);
            }
        }
        return new Days(earliest, latest, doubt(starts), doubt(ends));
    }

    /** Whether the day is known and not doubted. */
    public boolean certain() {
        return latest.equals(earliest) && !doubted();
    }

    private boolean doubted() {
        return ofEarliest != null || ofLatest != null;
    }

    /** Returns the same days without their doubts. */
    public Days plain() {
        return doubted() ? new Days(earliest, latest) : this;
    }

    /**
     * Returns the EDTF text of these days: {@code 2022-12-02} for a day, {@code 2022-12} for a
     * whole month, {@code 2022} for a whole year, otherwise {@code [2022-11-30..2022-12-02]}, or
     * {@code [..2022-12-02]} if the start is open. The character for a doubt follows the date, or
     * one end of an interval: {@code 2022-12~}, {@code 2022-11-30?/2022-12-02}.
     */
    public String edtf() {
        var date = date();
        if (!doubted()) {
            return date;
        }
        return ofEarliest == ofLatest && !date.startsWith("[")
                ? date + mark(ofLatest)
                : (earliest == null ? ".." : earliest + mark(ofEarliest))
                        + "/"
                        + latest
                        + mark(ofLatest);
    }

    private String date() {
        if (earliest == null) {
            return "[.." + latest + "]";
        }
        if (earliest.equals(latest)) {
            return latest.toString();
        }
        var endsMonth = latest.getDayOfMonth() == latest.lengthOfMonth();
        if (endsMonth && earliest.equals(latest.withDayOfMonth(1))) {
            return latest.toString().substring(0, "2022-12".length());
        }
        if (endsMonth && latest.getMonthValue() == 12 && earliest.equals(latest.withDayOfYear(1))) {
            return latest.toString().substring(0, "2022".length());
        }
        return "[" + earliest + ".." + latest + "]";
    }

    @Override
    public int compareTo(Days other) {
        var byEarliest =
                earliest == null || other.earliest == null
                        ? Boolean.compare(earliest != null, other.earliest != null)
                        : earliest.compareTo(other.earliest);
        return byEarliest != 0 ? byEarliest : latest.compareTo(other.latest);
    }

    private static String mark(@Nullable Qualifier qualifier) {
        return qualifier == null ? "" : String.valueOf(qualifier.mark());
    }

    /** Joins the doubts of all givers; null if a giver has no doubt. */
    private static @Nullable Qualifier doubt(List<@Nullable Qualifier> given) {
        Qualifier doubt = null;
        for (var one : given) {
            if (one == null) {
                return null;
            }
            doubt = doubt == null ? one : doubt.and(one);
        }
        return doubt;
    }

    private static void requireFourDigits(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new IllegalArgumentException(
                    "The year of " + day + " is not within 0000 to 9999");
        }
    }
}
