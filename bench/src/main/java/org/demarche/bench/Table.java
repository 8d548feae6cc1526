package org.demarche.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people. */
final class Table {

    private Table() {}

    static String of(ReplayReport report) {
        var lines = new ArrayList<String>();
        lines.add(
                line(
                        "Replay of %,d reports into %s with %d threads (%.1f s to write them)",
                        report.reports(),
                        report.projection(),
                        report.threads(),
                        report.loadSeconds()));
        lines.add("");
        var limits = report.limitEventsPerSecond();
        lines.add(
                line(
                        "  limit      %,12d events/s  decode only; runs: %s",
                        limits.median(),
                        limits.runs().stream()
                                .map(run -> line("%,d", run))
                                .collect(Collectors.joining(" · "))));
        lines.add(
                line(
                        "  replay     %,12d events/s  %.3f of the limit, target %.2f",
                        report.replayEventsPerSecond(), report.ratio(), report.ratioTarget()));
        lines.add(
                line(
                        "  live heap  %,12d MB        target below %,d",
                        report.liveHeapBytes() / 1_000_000,
                        report.liveHeapTargetBytes() / 1_000_000));
        lines.add(
                line(
                        "  written    %,12d documents in %,d transactions, %,d MB compressed",
                        report.documents(),
                        report.transactions(),
                        report.documentBytes() / 1_000_000));
        lines.add(
                line(
                        "  time       %,12.1f s         collector %.1f s; processor %.1f s, limit %.1f s",
                        report.replaySeconds(),
                        report.gcSeconds(),
                        report.replayCpuSeconds(),
                        report.limitCpuSeconds()));
        if (report.failures() > 0) {
            lines.add(
                    line(
                            "  failures   %,12d               each restored a partition: the machine was too busy to tell",
                            report.failures()));
        }
        lines.add("  " + report.machine().line());
        if (report.profile() != null) {
            lines.add("");
            lines.add("Where the replay's processor time goes:");
            report.profile().forEach(group -> lines.addAll(linesOf(group)));
        }
        lines.add("");
        lines.add(report.pass() ? "The targets are met." : "The targets are not met.");
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> linesOf(Profile.Group group) {
        var lines = new ArrayList<String>();
        lines.add(line("  %5.1f %%  %s", 100 * group.share(), group.name()));
        for (var frame : group.frames()) {
            lines.add(line("           %5.1f %%  %s", 100 * frame.share(), frame.method()));
        }
        return lines;
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
