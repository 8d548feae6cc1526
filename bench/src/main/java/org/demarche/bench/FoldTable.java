package org.demarche.bench;

import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Function;
import org.demarche.bench.FoldReport.Row;
import org.demarche.bench.FoldReport.Size;

/** A {@link FoldReport} for people. */
final class FoldTable {

    private FoldTable() {}

    static String of(FoldReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                line(
                        "One more report, fold and documents: microseconds, median (p99) of %,d",
                        report.samples()));
        var setting = "";
        for (var row : report.rows()) {
            if (!row.setting().equals(setting)) {
                setting = row.setting();
                lines.add("");
                lines.add(head(row));
            }
            lines.add(times(row.place(), "filed", row, Size::filed, row.filedRatio()));
            lines.add(times("", "retracted", row, Size::retracted, row.retractedRatio()));
        }
        lines.add("");
        lines.add(report.machine().line());
        lines.add("");
        lines.add(
                report.pass()
                        ? line("No ratio is above its limit of %.0f.", report.ratioLimit())
                        : line("A ratio is above its limit of %.0f.", report.ratioLimit()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String head(Row row) {
        var head = new StringBuilder(line("%-50s", row.setting()));
        row.sizes().forEach(size -> head.append(line("%,18d", size.size())));
        return head.append("   ratio  limit").toString();
    }

    private static String times(
            String place, String what, Row row, Function<Size, Times> times, double ratio) {
        var line = new StringBuilder(line("  %-37s %-10s", place, what));
        row.sizes().forEach(size -> line.append(line("%18s", text(times.apply(size)))));
        line.append(line("%8.2f", ratio));
        return line.append(row.bounded() ? line("%7.0f", FoldReport.RATIO_LIMIT) : "  none")
                .toString();
    }

    private static String text(Times times) {
        return line("%.1f (%.1f)", times.medianMicros(), times.p99Micros());
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
