package org.demarche.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A position that follows from the log. The clients keep to one kind of report: an actor's own
 * words, on a certain day that no other report of the pair has. So the fold is short: the latest
 * day decides, and a run lasts as long as its stance.
 *
 * @param previous the stance before, its first and its last day; empty if there was none
 * @param reports that count
 */
record Expected(String stance, LocalDate since, List<String> previous, int reports) {

    private record Said(String stance, LocalDate day) {}

    /** The positions by pair. A pair without a report that counts has none. */
    static Map<String, Expected> of(Collection<Logged> log) {
        var pairs = new TreeMap<String, List<Said>>();
        standing(log)
                .forEach(
                        (report, said) ->
                                pairs.computeIfAbsent(
                                                report.substring(0, report.lastIndexOf('.')),
                                                _ -> new ArrayList<>())
                                        .add(said));
        var positions = new TreeMap<String, Expected>();
        pairs.forEach((pair, said) -> positions.put(pair, of(said)));
        return positions;
    }

    /** The reports that count, by actor. */
    static Map<String, Integer> tally(Collection<Logged> log) {
        var tally = new TreeMap<String, Integer>();
        for (var report : standing(log).keySet()) {
            tally.merge(report.substring(0, report.indexOf('.')), 1, Integer::sum);
        }
        return tally;
    }

    /** As a served position has it; null if there is none. */
    static @Nullable Expected of(JsonNode position) {
        if (!position.path("stance").isTextual()) {
            return null;
        }
        var before = position.path("previous");
        return new Expected(
                position.path("stance").textValue(),
                LocalDate.parse(position.path("since").textValue()),
                before.isObject()
                        ? List.of(
                                before.path("stance").textValue(),
                                before.path("since").textValue(),
                                before.path("until").textValue())
                        : List.of(),
                position.at("/heard/reports").intValue());
    }

    /** The last event of a report decides; of events with one id the first counts. */
    private static Map<String, Said> standing(Collection<Logged> log) {
        var seen = new HashSet<String>();
        var standing = new HashMap<String, Said>();
        log.stream()
                .filter(event -> seen.add(event.id()))
                .sorted(Comparator.comparingInt(Logged::number))
                .forEach(
                        event -> {
                            if (event.stance() == null || event.saidOn() == null) {
                                standing.remove(event.report());
                            } else {
                                standing.put(
                                        event.report(), new Said(event.stance(), event.saidOn()));
                            }
                        });
        return standing;
    }

    private static Expected of(List<Said> unordered) {
        var said = unordered.stream().sorted(Comparator.comparing(Said::day).reversed()).toList();
        var run = run(said, 0);
        var latest = said.getFirst();
        var previous = new ArrayList<String>();
        if (run < said.size()) {
            var end = run(said, run);
            previous.add(said.get(run).stance());
            previous.add(said.get(end - 1).day().toString());
            previous.add(said.get(run).day().toString());
        }
        return new Expected(
                latest.stance(), said.get(run - 1).day(), List.copyOf(previous), said.size());
    }

    /** The end of the run that begins here, going back in time. */
    private static int run(List<Said> said, int begin) {
        var end = begin;
        while (end < said.size() && said.get(end).stance().equals(said.get(begin).stance())) {
            end++;
        }
        return end;
    }
}
