package org.demarche.bench;

import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;

/** A {@link ReadsReport} for people. */
final class ReadsTable {

    private ReadsTable() {}

    static String of(ReadsReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                line(
                        "Reads of positions at %,d a second, %,d reports, replay share %s",
                        report.perSecond(), report.reports(), report.share()));
        lines.add("");
        lines.add(
                line(
                        "  %-8s %9s %9s %7s %9s %9s %9s %9s  cores",
                        "",
                        "seconds",
                        "requests",
                        "errors",
                        "p50 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "max ms"));
        for (var phase : report.phases()) {
            lines.add(
                    line(
                            "  %-8s %9.1f %,9d %,7d %9.2f %9.2f %9.2f %9.2f  %s",
                            phase.name(),
                            phase.seconds(),
                            phase.requests(),
                            phase.errors(),
                            phase.p50Millis(),
                            phase.p99Millis(),
                            phase.p999Millis(),
                            phase.maxMillis(),
                            phase.cores().entrySet().stream()
                                    .map(one -> line("%s %.2f", one.getKey(), one.getValue()))
                                    .collect(Collectors.joining(" · "))));
        }
        lines.add("");
        lines.add(
                line(
                        "  p99        %.2f of that without a replay (%.2f ms), target at most %.1f",
                        report.ratio(), report.withoutP99Millis(), report.ratioTarget()));
        lines.add(
                line(
                        "  replay     %.1f s, %,d events/s",
                        report.replaySeconds(), report.replayEventsPerSecond()));
        lines.add(line("  %s, load %.1f", report.machine().line(), report.load()));
        lines.add("");
        lines.add(report.pass() ? "The target is met." : "The target is not met.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
