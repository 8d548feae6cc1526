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
 * A turn of the codebook, §17: all that an actor said on one certain day. Each report of the load
 * is an utterance of its own, so that a statement has one report, and an outlet is an origin.
 */
record DayOfWords(LocalDate day, Map<String, Map<String, Integer>> reportsByStanceAndOutlet) {

    private static final String FAVOR = "favor";
    private static final String AGAINST = "against";
    private static final String CONDITIONAL = "conditional";
    private static final String NONE = "none";

    /**
     * The result of the day.
     *
     * @param tied neither origins nor statements decided
     */
    record Turned(DayOfWords words, String stance, boolean tied) {}

    static DayOfWords on(LocalDate day) {
        return new DayOfWords(day, new TreeMap<>());
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
     * §17, Turns: one stance; else conditional; else more origins, then more statements; else a
     * tie, which goes on with the previous stance, if it is one of the two.
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

    /** Mixed, and no origin carries two of the stances. */
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
    static Evidence sum(Collection<DayOfWords> days, Set<String> stances) {
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
