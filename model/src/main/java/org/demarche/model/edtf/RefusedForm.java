package org.demarche.model.edtf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forms of EDTF, of its drafts and of ISO 8601 that are refused as the date of a statement. The
 * parser compares them with the text at the place where it stopped, and takes the first form that
 * matches.
 */
enum RefusedForm {
    QUALIFIED_SET(
            Place.IN_SET + "[?~%]",
            "A qualified set is not accepted: leave ?, ~ and % out of and after the brackets"),
    INTERVAL_IN_SET(
            Place.IN_SET + "/",
            "An interval in a set is not accepted: write [a..b], or a/b without brackets"),
    EMPTY_SET(Place.IN_SET + "(?<=\\[)\\]", "The set is empty: write a date, or leave it out"),
    SET_OF_ONE(
            "(?<=\\A\\[[\\d-]{4,10})\\]",
            "A set of one date is not accepted: leave out the brackets"),
    SET_OF_ALL(
            "\\{",
            "A set that means all its members ({...}) is not accepted: write one date, or [a..b]"),
    LIST(",", "A list of dates ([a,b]) is not accepted: write the days between, [a..b]"),
    RANGE_WITHOUT_BRACKETS(
            "(?<=\\d)\\.\\.|(?<=\\A\\.\\.)\\d",
            "Days between two dates are written in brackets: write [a..b], or an interval a/b"),

    UNKNOWN_END(
            "(?<![^/])(?=/|unknown|\\z)",
            "An unknown end of an interval is not accepted: write .. for an open one"),
    KEYWORD_OPEN(
            Place.DATE + "open",
            "The keyword open belongs to a draft of EDTF: write .. for an open end"),
    DURATION(
            Place.DATE + "P",
            "A duration is not accepted: write the start and the end, such as 2022-12-02/2022-12-09"),

    TWO_QUALIFIERS(
            "(?<=[?~%])[?~%]",
            "Two qualifiers are not accepted: write % for uncertain and approximate"),
    QUALIFIED_OPEN_END("(?<=\\.\\.)[?~%]", "A qualified open end is not accepted: write .. alone"),
    QUALIFIED_PART(
            "[?~%]",
            "Qualifying a part of a date is not accepted: write ?, ~ or % at the end of the date"),

    SEASON(
            Place.MONTH + "(2[1-9]|3[0-2])",
            "A season (21 to 32) is not accepted: write its months, such as 2022-03/2022-05"),
    QUARTER(
            Place.MONTH + "3[3-6]",
            "A quarter (33 to 36) is not accepted: write its months, such as 2022-01/2022-03"),
    THIRD_OF_A_YEAR(
            Place.MONTH + "3[7-9]",
            "A third of a year (37 to 39) is not accepted: write its months, such as 2022-01/2022-04"),
    HALF_YEAR(
            Place.MONTH + "4[01]",
            "A half-year (40, 41) is not accepted: write its months, such as 2022-01/2022-06"),
    WEEK("W", "A week is not accepted: write its days, such as 2022-11-28/2022-12-04"),
    DAY_OF_THE_YEAR(
            "(?<=\\d{4}-\\d\\d)\\d(?!\\d)",
            "A day of the year is not accepted: write month and day, such as 2022-12-02"),
    UNSPECIFIED_DIGITS(
            "[XxUu]",
            "Unspecified digits (X) are not accepted: write the part that you know, such as 2022 for 2022-XX or 2020/2029 for 202X"),

    EXPONENTIAL_YEAR(
            Place.DATE + "Y-?\\d*+E|E",
            "An exponential year (E) is not accepted: write a year from 0000 to 9999"),
    SIGNIFICANT_DIGITS(
            Place.DATE + "Y-?\\d*+S|S",
            "Significant digits (S) are not accepted: write an interval, such as 1900/1999 for 1950S2"),
    NEGATIVE_YEAR(
            Place.DATE + "-", "A negative year is not accepted: write a year from 0000 to 9999"),
    WITHOUT_HYPHENS(
            "(?<=\\d{4})\\d\\d(\\d\\d)?(?!\\d)",
            "A date without hyphens is not accepted: write it as 2022-12-02"),
    LONG_YEAR(
            Place.DATE + "[Yy]|(?<=\\d{4})\\d",
            "A year of more than four digits is not accepted: write a year from 0000 to 9999"),

    DATE_AND_TIME(
            "T|t\\d|(?<=\\d) \\d+:",
            "A date with a time is not accepted: leave out the time, and give it in saidAt"),
    SPACE("\\s", "A date has no spaces: leave them out");

    private final Pattern here;
    private final String problem;

    RefusedForm(String here, String problem) {
        this.here = Pattern.compile(here);
        this.problem = problem;
    }

    /**
     * Returns the fault of the text at this place, with the name of its form if that is a known
     * one.
     */
    static EdtfException in(String text, int at, String expected) {
        return named(text, at).orElseGet(() -> unexpected(text, at, expected));
    }

    static Optional<EdtfException> named(String text, int at) {
        return Arrays.stream(values())
                .filter(form -> form.standsAt(at, text))
                .findFirst()
                .map(form -> new EdtfException(form.problem, at));
    }

    private boolean standsAt(int at, String text) {
        return here.matcher(text).region(at, text.length()).useTransparentBounds(true).lookingAt();
    }

    private static EdtfException unexpected(String text, int at, String expected) {
        if (at == text.length()) {
            return new EdtfException("The date ends too early: expected " + expected, at);
        }
        var found = text.codePointAt(at);
        var shown =
                found > ' ' && found < 0x7f
                        ? "'" + (char) found + "'"
                        : String.format(Locale.ROOT, "U+%04X", found);
        return new EdtfException("Unexpected " + shown + ": expected " + expected, at);
    }

    /** Patterns for the text before the place. */
    private static final class Place {

        /** Matches at the start, or after a character that may precede a date. */
        static final String DATE = "(?<![^\\[{/.,])";

        /** Matches after a year and a hyphen. */
        static final String MONTH = "(?<=\\d{4}-)";

        /**
         * Matches after a bracket and at most 23 more characters, enough for each set that can be
         * read.
         */
        static final String IN_SET = "(?<=\\A\\[.{0,23})";
    }
}
