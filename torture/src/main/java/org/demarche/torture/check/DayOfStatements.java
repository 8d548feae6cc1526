package org.demarche.torture.check;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.demarche.torture.check.PairDocument.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A turn of the codebook, §17: all statements of an actor on one certain day. Each report of the
 * load is its own utterance, so that a statement has one report. Each outlet is an origin.
 */
record DayOfStatements(LocalDate day, Map<String, Map<String, Integer>> reportsByStanceAndOutlet) {

    private static final String FAVOR = "favor";
    private static final String AGAINST = "against";
    private static final String CONDITIONAL = "conditional";
    private static final String NONE = "none";

    /**
     * The result of the day.
     *
     * @param tied whether neither origins nor statements decided
     */
    record Turned(DayOfStatements statements, String stance, boolean tied) {}

    static DayOfStatements on(LocalDate day) {
        return new DayOfStatements(day, new TreeMap<>());
    }

    void add(Content content) {
        reportsByStanceAndOutlet
                .computeIfAbsent(content.stance(), _ -> new HashMap<>())
                .merge(content.outlet(), 1, Integer::sum);
    }

    void remove(Content content) {
        var outlets = reportsByStanceAndOutlet.get(content.stance());
        if (outlets == null) throw new IllegalStateException("nothing to remove: " + content);
        outlets.merge(content.outlet(), -1, Integer::sum);
        outlets.values().removeIf(count -> count == 0);
        if (outlets.isEmpty()) reportsByStanceAndOutlet.remove(content.stance());
    }

    boolean isSilent() {
        return reportsByStanceAndOutlet.isEmpty();
    }

    /**
     * Decides the stance of the day by §17, Turns. If there is one stance, it is that stance;
     * otherwise conditional; otherwise the stance with more origins, then the one with more
     * statements. In a tie, the previous stance stays if it is favor; otherwise the result is
     * against.
     *
     * @param before the stance of the previous turn; null if there is none
     */
    Turned turned(@Nullable String before) {
        var stances = reportsByStanceAndOutlet.keySet();
        if (stances.size() == 1) return new Turned(this, stances.iterator().next(), false);
        if (stances.contains(CONDITIONAL)) return new Turned(this, CONDITIONAL, false);
        if (!stances.contains(AGAINST)) return new Turned(this, FAVOR, false);
        if (!stances.contains(FAVOR)) return new Turned(this, AGAINST, false);
        var favor = evidence(List.of(FAVOR));
        var against = evidence(List.of(AGAINST));
        var more = Integer.compare(favor.origins(), against.origins());
        if (more == 0) more = Integer.compare(favor.statements(), against.statements());
        if (more != 0) return new Turned(this, more > 0 ? FAVOR : AGAINST, false);
        return new Turned(this, FAVOR.equals(before) ? FAVOR : AGAINST, true);
    }

    boolean mixed() {
        return reportsByStanceAndOutlet.size() > 1;
    }

    /** Whether the day is mixed, and no origin has two of the stances. */
    boolean disputed() {
        var seen = new HashSet<String>();
        return mixed()
                && reportsByStanceAndOutlet.values().stream()
                        .flatMap(outlets -> outlets.keySet().stream())
                        .allMatch(seen::add);
    }

    private Evidence evidence(Collection<String> stances) {
        return sum(List.of(this), Set.copyOf(stances));
    }

    /** The evidence of several days for these stances. */
    static Evidence sum(Collection<DayOfStatements> days, Set<String> stances) {
        var reports = 0;
        var outlets = new HashSet<String>();
        for (var day : days) {
            for (var stance : stances) {
                var counted = day.reportsByStanceAndOutlet.getOrDefault(stance, Map.of());
                for (var count : counted.values()) reports += count;
                outlets.addAll(counted.keySet());
            }
        }
        return new Evidence(reports, reports, outlets.size(), outlets.size());
    }

    static Set<String> allStancesBut(@Nullable String stance) {
        var all = new HashSet<>(Set.of(FAVOR, AGAINST, CONDITIONAL, NONE));
        all.removeIf(one -> one.equals(stance));
        return all;
    }
}
