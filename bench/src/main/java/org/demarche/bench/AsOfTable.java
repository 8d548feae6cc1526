package org.demarche.bench;

import java.util.ArrayList;
import java.util.Locale;

/** An {@link AsOfReport} for people. */
final class AsOfTable {

    private AsOfTable() {}

    static String of(AsOfReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                line(
                        "A position as of a day, of %,d statements: microseconds, median (p99) of %,d",
                        report.statements(), report.samples()));
        for (var read : report.reads()) {
            lines.add("");
            lines.add(read.day());
            for (var step : read.steps()) {
                lines.add(
                        line(
                                "  %-10s %10.1f (%.1f)  %5.1f %%",
                                step.step(),
                                step.times().medianMicros(),
                                step.times().p99Micros(),
                                100 * step.share()));
            }
            lines.add(whole("cold", read.cold()) + "  the first read: all of it");
            lines.add(
                    whole("kept", read.kept())
                            + line(
                                    "  each later read: position and document; limit %.0f",
                                    report.limitMicros()));
        }
        lines.add("");
        lines.add(report.machine().line());
        lines.add("");
        lines.add(
                report.pass()
                        ? "What is kept answers below the limit."
                        : "What is kept does not answer below the limit.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String whole(String name, Times times) {
        return line("  %-10s %10.1f (%.1f)", name, times.medianMicros(), times.p99Micros());
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
