package org.demarche.torture;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.demarche.torture.check.ClientStep;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.ClientStep.Saw;
import org.demarche.torture.check.ClientStep.Wrote;
import org.demarche.torture.check.Guarantee;
import org.demarche.torture.check.Verdict;
import org.demarche.torture.fault.FaultKind;
import org.demarche.torture.load.Probe.Back;

/** The injected faults, the times that the stack needed, and the findings of the checker. */
final class Results {

    private static final int FINDINGS_SHOWN = 5;

    private final Map<FaultKind, Row> rows = new EnumMap<>(FaultKind.class);

    private int notRecovered;

    private static final class Row {
        private int injected;
        private Duration write = Duration.ZERO;
        private Duration read = Duration.ZERO;
        private String notInjected = "";
    }

    void injected(FaultKind kind, Back back) {
        var row = row(kind);
        row.injected++;
        if (back.write().compareTo(row.write) > 0) row.write = back.write();
        if (back.read().compareTo(row.read) > 0) row.read = back.read();
    }

    void notInjected(FaultKind kind, String why) {
        row(kind).notInjected = why;
    }

    /** Counts a fault from which the stack did not recover. It counts as injected, too. */
    void notRecovered(FaultKind kind) {
        row(kind).injected++;
        notRecovered++;
    }

    boolean recovered() {
        return notRecovered == 0;
    }

    private Row row(FaultKind kind) {
        return rows.computeIfAbsent(kind, _ -> new Row());
    }

    int injected() {
        return rows.values().stream().mapToInt(row -> row.injected).sum();
    }

    /** Prints the results without a verdict, because the stack is gone and cannot be checked. */
    void print(PrintStream out, List<List<ClientStep>> clients, Duration took) {
        out.println(
                "| fault | injected | writes answered again after | reads with a token answered again after |");
        out.println("|---|---|---|---|");
        rows.forEach(
                (kind, row) -> {
                    if (row.injected > 0) {
                        out.printf(
                                "| %s | %d | %s | %s |%n",
                                kind.words(), row.injected, seconds(row.write), seconds(row.read));
                    }
                });
        out.println();
        rows.forEach(
                (kind, row) -> {
                    if (!row.notInjected.isEmpty()) {
                        out.printf("Not injected: %s: %s%n", kind.words(), row.notInjected);
                    }
                });
        out.println("| | |");
        out.println("|---|---|");
        out.printf("| injected | %d |%n", injected());
        out.printf("| minutes | %.1f |%n", took.toSeconds() / 60.0);
        out.printf("| acknowledged | %,d |%n", count(clients, Results::isAcknowledged));
        out.printf("| reads compared | %,d |%n", count(clients, Saw.class::isInstance));
        out.printf("| not recovered within three minutes | %d |%n", notRecovered);
        out.flush();
    }

    void print(PrintStream out, List<List<ClientStep>> clients, Duration took, Verdict verdict) {
        print(out, clients, took);
        for (var guarantee : Guarantee.values()) {
            out.printf("| %s | %d |%n", guarantee.column(), verdict.of(guarantee).size());
        }
        for (var guarantee : Guarantee.values()) {
            var broken = verdict.of(guarantee);
            if (broken.isEmpty()) continue;
            out.printf("%n%s This guarantee does not hold:%n", guarantee.sentence());
            broken.stream().limit(FINDINGS_SHOWN).forEach(finding -> out.println("  " + finding));
        }
        out.flush();
    }

    private static boolean isAcknowledged(ClientStep step) {
        return step instanceof Wrote write && write.fate() == Fate.ACKNOWLEDGED;
    }

    private static long count(List<List<ClientStep>> clients, Predicate<ClientStep> which) {
        return clients.stream().flatMap(List::stream).filter(which).count();
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
