package org.demarche.torture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.demarche.torture.Finding.Rule;

/** Compares the log and the views with what clients sent and saw. */
final class Checker {

    private Checker() {}

    /** Every acknowledged write is in the log once, no refused one is, and nothing else is. */
    static List<Finding> log(Collection<Write> writes, Collection<Logged> log) {
        var times = log.stream().collect(groupingBy(Logged::id, counting()));
        var findings = new ArrayList<Finding>();
        times.forEach(
                (id, count) -> {
                    if (count > 1) {
                        findings.add(
                                new Finding(
                                        Rule.DOUBLED,
                                        "%s is %d times in the log".formatted(id, count)));
                    }
                });
        var expected = new HashSet<String>();
        var unnumbered = new HashMap<String, Integer>();
        for (var write : writes) {
            if (write.outcome() == Outcome.ACKNOWLEDGED && !times.containsKey(write.id())) {
                findings.add(
                        new Finding(Rule.LOST, write.id() + " was acknowledged and is not there"));
            }
            if (write.outcome() == Outcome.UNKNOWN && write.event() == Write.UNNUMBERED) {
                unnumbered.merge(write.report(), 1, Integer::sum);
            } else if (write.outcome() != Outcome.REFUSED) {
                expected.add(write.id());
            }
        }
        for (var event : log) {
            if (!expected.contains(event.id()) && !isUnnumbered(event, unnumbered)) {
                findings.add(
                        new Finding(
                                Rule.INVENTED,
                                "%s at %s was refused, or nobody wrote it"
                                        .formatted(event.id(), event.place())));
            }
        }
        return findings;
    }

    /** Takes one of the report's writes of unknown outcome for this event. */
    private static boolean isUnnumbered(Logged event, Map<String, Integer> unnumbered) {
        if (event.number() == 0 || unnumbered.getOrDefault(event.report(), 0) == 0) {
            return false;
        }
        unnumbered.merge(event.report(), -1, Integer::sum);
        return true;
    }

    /** No read is older than the writes of its client, and versions only go forward. */
    static List<Finding> readings(List<Reading> inOrder) {
        var findings = new ArrayList<Finding>();
        var newest = new HashMap<String, Reading>();
        for (var reading : inOrder) {
            if (reading.reports() < reading.least()) {
                findings.add(new Finding(Rule.STALE, reading.toString()));
            }
            if (reading.reports() > reading.most()) {
                findings.add(new Finding(Rule.AHEAD, reading.toString()));
            }
            var before = newest.put(reading.session(), reading);
            if (before != null
                    && reading.version() < before.version()
                    && reading.after() == before.before()) {
                findings.add(new Finding(Rule.STEPPED_BACK, before + ", then " + reading));
            }
        }
        return findings;
    }

    /** What is served is what the log gives, key by key. */
    static <V> List<Finding> views(Map<String, V> expected, Map<String, V> served) {
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(served.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), served.get(key)))
                .map(
                        key ->
                                new Finding(
                                        Rule.DIFFERING,
                                        "%s is %s, and the log gives %s"
                                                .formatted(
                                                        key, served.get(key), expected.get(key))))
                .toList();
    }
}
