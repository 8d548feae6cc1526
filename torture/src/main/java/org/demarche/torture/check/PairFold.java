package org.demarche.torture.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.torture.check.DayOfStatements.Turned;
import org.demarche.torture.check.PairDocument.Before;
import org.jspecify.annotations.Nullable;

/**
 * The reference fold of one actor and issue, written from the codebook, §17. It folds only the
 * reports of the load: own statements on certain days, each with its own utterance, without
 * conditions.
 */
public final class PairFold {

    private static final Map<String, Integer> STRENGTH =
            Map.of("against", 0, "conditional", 1, "favor", 2);

    private final SortedMap<LocalDate, DayOfStatements> days = new TreeMap<>();
    private final Set<String> filed = new HashSet<>();
    private final Map<String, Content> standing = new HashMap<>();

    /**
     * Folds an event. Only the first filing of an id counts. An event about a report that was never
     * filed changes nothing.
     */
    public void apply(LoggedChange event) {
        var report = event.report();
        switch (event.change()) {
            case FILING -> {
                if (filed.add(report)) put(report, event.content());
            }
            case CORRECTION -> {
                if (filed.contains(report)) put(report, event.content());
            }
            case RETRACTION -> put(report, null);
        }
    }

    private void put(String report, @Nullable Content content) {
        var before = standing.remove(report);
        if (before != null) {
            var day = days.getOrDefault(before.saidOn(), DayOfStatements.on(before.saidOn()));
            day.remove(before);
            if (day.isSilent()) days.remove(before.saidOn());
        }
        if (content == null) return;
        standing.put(report, content);
        days.computeIfAbsent(content.saidOn(), DayOfStatements::on).add(content);
    }

    /** Returns the number of current reports of each stance. */
    public SortedMap<String, Integer> tally() {
        var tally = new TreeMap<String, Integer>();
        standing.values().forEach(content -> tally.merge(content.stance(), 1, Integer::sum));
        return tally;
    }

    private List<Turned> turns() {
        var turns = new ArrayList<Turned>();
        for (var day : days.values()) {
            turns.add(day.turned(turns.isEmpty() ? null : turns.getLast().stance()));
        }
        return turns;
    }

    /** Returns the turns of equal stance in a row that end before the index. */
    private static List<Turned> run(List<Turned> turns, int end) {
        var begin = end - 1;
        while (begin > 0 && turns.get(begin - 1).stance().equals(turns.get(end - 1).stance())) {
            begin--;
        }
        return turns.subList(begin, end);
    }

    public PairDocument document() {
        var turns = turns();
        if (turns.isEmpty()) return PairDocument.NOTHING;
        var run = run(turns, turns.size());
        var last = run.getLast();
        var statements = run.stream().map(Turned::statements).toList();
        return new PairDocument(
                last.stance(),
                run.getFirst().statements().day().toString(),
                last.tied() ? "open" : "certain",
                last.statements().mixed(),
                last.statements().disputed(),
                last.statements().day().toString(),
                last.statements().day().toString(),
                DayOfStatements.sum(statements, Set.of(last.stance())),
                DayOfStatements.sum(statements, DayOfStatements.allStancesBut(last.stance())),
                DayOfStatements.sum(days.values(), DayOfStatements.allStancesBut(null)),
                before(turns, turns.size() - run.size()));
    }

    private static @Nullable Before before(List<Turned> turns, int end) {
        if (end == 0) return null;
        var run = run(turns, end);
        return new Before(
                run.getLast().stance(),
                run.getFirst().statements().day().toString(),
                run.getLast().statements().day().toString());
    }

    /** The shifts, by their keys in a view. */
    public SortedMap<String, FoldedShift> shifts(ActorAndIssue subject) {
        var shifts = new TreeMap<String, FoldedShift>();
        Turned before = null;
        for (var turn : turns()) {
            var day = turn.statements().day();
            var key = "x/%s/%s/%s/%s".formatted(day, day, subject.actor(), subject.issue());
            if (before == null) {
                shifts.put(key, new FoldedShift("first", true, null, turn.stance()));
            } else if (!before.stance().equals(turn.stance())) {
                var certain = !before.tied() && !turn.tied();
                var kind = kind(before.stance(), turn.stance());
                shifts.put(key, new FoldedShift(kind, certain, before.stance(), turn.stance()));
            }
            before = turn;
        }
        return shifts;
    }

    private static String kind(String from, String to) {
        var weaker = STRENGTH.get(from);
        var stronger = STRENGTH.get(to);
        if (stronger == null) return "lapse";
        if (weaker == null) return "resume";
        if (Math.abs(stronger - weaker) == 2) return "flip";
        return stronger > weaker ? "soften" : "harden";
    }
}
