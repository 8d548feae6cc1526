package org.demarche.torture;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.demarche.torture.Finding.Rule;

/** The result of a run, as a table. */
final class Tally {

    private static final int SHOWN = 5;

    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private final Map<Fault, Duration> slowest = new EnumMap<>(Fault.class);
    private int neverRecovered;

    /**
     * @param recovery empty if the stack did not recover in time
     */
    void add(Fault fault, Optional<Duration> recovery) {
        injected.merge(fault, 1, Integer::sum);
        recovery.ifPresentOrElse(
                took -> slowest.merge(fault, took, (a, b) -> a.compareTo(b) >= 0 ? a : b),
                () -> neverRecovered++);
    }

    int injected() {
        return injected.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean recovered() {
        return neverRecovered == 0;
    }

    String text(History history, List<Finding> findings) {
        var out = new StringBuilder();
        out.append("%-42s %8s  %s%n".formatted("fault", "injected", "slowest recovery"));
        injected.forEach(
                (fault, count) ->
                        out.append(
                                "%-42s %8d  %s%n"
                                        .formatted(
                                                fault.description(),
                                                count,
                                                Optional.ofNullable(slowest.get(fault))
                                                        .map(Tally::seconds)
                                                        .orElse("never"))));
        out.append("%-42s %8d%n%n".formatted("all", injected()));
        for (var outcome : Outcome.values()) {
            var count = history.writes().stream().filter(one -> one.outcome() == outcome).count();
            out.append(
                    "%-42s %,8d%n"
                            .formatted("writes " + outcome.name().toLowerCase(Locale.ROOT), count));
        }
        out.append("%-42s %,8d%n".formatted("reads with a token", history.readings().size()));
        out.append("%-42s %8d%n".formatted("faults without a recovery", neverRecovered));
        for (var rule : Rule.values()) {
            out.append(line(rule, findings.stream().filter(one -> one.rule() == rule).toList()));
        }
        return out.toString();
    }

    private static String line(Rule rule, List<Finding> found) {
        var name = rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%-42s %8d%n%s"
                .formatted(
                        name,
                        found.size(),
                        found.stream()
                                .limit(SHOWN)
                                .map(one -> "    %s%n".formatted(one.sentence()))
                                .collect(joining()));
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1_000.0);
    }
}
