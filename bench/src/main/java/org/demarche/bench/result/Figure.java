package org.demarche.bench.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param unit the unit; empty for a ratio
 * @param atLeast the lowest value that meets the target; null for none
 * @param atMost the highest value that meets the target; null for none
 * @param note a note for people about the meaning or the source of the number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable Double atLeast,
        @Nullable Double atMost,
        String note) {

    private static final int DIGITS = 3;

    public static Figure of(String name, double value, String unit, String note) {
        return new Figure(name, value, unit, null, null, note);
    }

    public static Figure of(String name, double value, String unit) {
        return of(name, value, unit, "");
    }

    /**
     * Returns the same figure with the name of its measurement, for a list of several measurements.
     */
    public Figure of(String measurement) {
        return new Figure(measurement + ": " + name, value, unit, atLeast, atMost, note);
    }

    public Figure atLeast(double target) {
        return new Figure(name, value, unit, target, null, note);
    }

    public Figure atMost(double target) {
        return new Figure(name, value, unit, null, target, note);
    }

    @JsonProperty
    boolean met() {
        return (atLeast == null || value >= atLeast) && (atMost == null || value <= atMost);
    }

    String line() {
        return String.format(
                        Locale.ROOT,
                        "  %-26s %12s %-9s %-16s %s",
                        name,
                        digits(value),
                        unit,
                        target(),
                        note)
                .stripTrailing();
    }

    private String target() {
        if (atLeast != null) {
            return "at least " + digits(atLeast);
        }
        return atMost == null ? "" : "at most " + digits(atMost);
    }

    /**
     * Writes a value from a hundred on, or a whole number, without decimals, and any other value
     * with three digits.
     */
    public static String digits(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        var whole = Math.abs(value) >= 10 ? 2 : 1;
        return String.format(Locale.ROOT, "%." + (DIGITS - whole) + "f", value);
    }
}
