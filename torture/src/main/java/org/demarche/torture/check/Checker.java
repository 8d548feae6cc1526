package org.demarche.torture.check;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.ClientStep.Wrote;
import org.demarche.torture.check.RecordedRun.View;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a run has kept each guarantee. The checker knows the steps of the clients, the
 * content of the log and the served documents. It uses no code of the stack.
 */
public final class Checker {

    private final RecordedRun run;
    private final Verdict verdict = new Verdict();
    private final Map<ActorAndIssue, PairPast> pasts = new HashMap<>();
    private final Map<String, List<LoggedChange>> events;

    private Checker(RecordedRun run) {
        this.run = run;
        events = run.log().stream().collect(groupingBy(LoggedChange::write));
        for (var event : run.log()) {
            pasts.computeIfAbsent(event.subject(), _ -> new PairPast(event.partition())).add(event);
        }
    }

    public static Verdict check(RecordedRun run) {
        var checker = new Checker(run);
        checker.checkWrites();
        checker.checkFilings();
        checker.checkReads();
        run.views().forEach(checker::checkView);
        checker.checkTallies();
        checker.checkMarks();
        return checker.verdict;
    }

    private void checkWrites() {
        var asked = new HashSet<String>();
        for (var client : run.clients()) {
            for (var step : client) {
                if (step instanceof Wrote write) {
                    asked.add(write.name());
                    check(write);
                }
            }
        }
        events.forEach(
                (write, logged) -> {
                    if (!asked.contains(write)) {
                        broken(Guarantee.ASKED_FOR, "nobody sent %s", logged.getFirst());
                    }
                });
    }

    private void check(Wrote write) {
        if (!write.fault().isEmpty()) {
            broken(Guarantee.ANSWERED, "%s: %s", write.name(), write.fault());
        }
        var logged = events.getOrDefault(write.name(), List.of());
        if (logged.isEmpty() && write.fate() == Fate.ACKNOWLEDGED) {
            broken(Guarantee.KEPT, "%s is not in the log", write);
        }
        if (!logged.isEmpty() && write.fate() == Fate.REFUSED) {
            broken(Guarantee.ASKED_FOR, "%s was refused, and is in the log: %s", write, logged);
        }
        if (logged.size() > 1) {
            broken(Guarantee.ONCE, "%s is in the log more than once: %s", write, logged);
        }
        for (var event : logged) {
            if (event.change() != write.change() || !event.report().equals(write.report())) {
                broken(
                        Guarantee.ASKED_FOR,
                        "%s is in the log as another change, or for another report: %s",
                        write,
                        event);
            }
        }
    }

    /** Checks that each report was filed only once, whoever sent it. */
    private void checkFilings() {
        var filed = new HashSet<String>();
        for (var event : run.log()) {
            if (event.change() == ReportChange.FILING && !filed.add(event.report())) {
                broken(Guarantee.ONCE, "filed a second time: %s", event);
            }
        }
    }

    private void checkReads() {
        for (var client : run.clients()) {
            new ReadsOfClient(pasts, events, run.rollBacks(), verdict).check(client);
        }
    }

    private void checkView(View view) {
        pasts.forEach(
                (subject, past) ->
                        compare(
                                view.name() + " " + subject.key(),
                                past.last(),
                                view.positions().get(subject)));
        view.positions()
                .forEach(
                        (subject, served) -> {
                            if (!pasts.containsKey(subject)) {
                                compare(view.name() + " " + subject.key(), null, served);
                            }
                        });
        var shifts = new TreeMap<String, FoldedShift>();
        pasts.forEach((subject, past) -> shifts.putAll(past.fold().shifts(subject)));
        for (var key : union(shifts.keySet(), view.shifts().keySet())) {
            compare(view.name() + " " + key, shifts.get(key), view.shifts().get(key));
        }
    }

    private void checkTallies() {
        var tallies = new TreeMap<String, Integer>();
        pasts.forEach(
                (subject, past) ->
                        past.fold()
                                .tally()
                                .forEach(
                                        (stance, count) ->
                                                tallies.put(tallyKey(subject, stance), count)));
        for (var key : union(tallies.keySet(), run.tallies().keySet())) {
            compare("the count of " + key, tallies.get(key), run.tallies().get(key));
        }
    }

    /** Returns the key of a pair and a stance in the declared count. */
    public static String tallyKey(ActorAndIssue subject, String stance) {
        return subject.actor() + " " + subject.issue() + " " + stance;
    }

    private void checkMarks() {
        run.marks()
                .forEach(
                        (place, marks) -> {
                            for (var n = 1; n < marks.size(); n++) {
                                if (marks.get(n) < marks.get(n - 1)) {
                                    broken(
                                            Guarantee.FENCED,
                                            "%s: the mark %d was committed after %d",
                                            place,
                                            marks.get(n),
                                            marks.get(n - 1));
                                }
                            }
                        });
    }

    private void compare(String what, @Nullable Object expected, @Nullable Object served) {
        if (!Objects.equals(expected, served)) {
            broken(
                    Guarantee.FOLDED,
                    "%s is %s, and the fold of the log has %s",
                    what,
                    String.valueOf(served),
                    String.valueOf(expected));
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private void broken(Guarantee guarantee, String sentence, Object... arguments) {
        verdict.add(guarantee, sentence.formatted(arguments));
    }
}
