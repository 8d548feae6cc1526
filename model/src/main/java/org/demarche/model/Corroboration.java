package org.demarche.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several reports of one account add up to, kept by counting up and down: a statement may have
 * thousands of them.
 */
final class Corroboration {

    private final Tally tally = new Tally();
    private final TreeSet<Facts> withInstant = new TreeSet<>(Facts.ORDER);
    private final Map<Set<String>, Integer> conditionKeys = new HashMap<>(2);
    private final Map<String, Mentions> mentions = new HashMap<>(2);
    private int official;
    private int direct;

    static Corroboration of(Iterable<Facts> reports) {
        var corroboration = new Corroboration();
        reports.forEach(corroboration::add);
        return corroboration;
    }

    void add(Facts facts) {
        tally.add(facts);
        official += facts.official() ? 1 : 0;
        direct += facts.direct() ? 1 : 0;
        if (facts.saidAt() != null) {
            withInstant.add(facts);
        }
        var keys = keysOf(facts);
        if (keys != null) {
            conditionKeys.merge(keys, 1, Integer::sum);
        }
        for (var condition : facts.conditions()) {
            mentions.computeIfAbsent(HeardCondition.identity(condition), _ -> new Mentions())
                    .add(facts, condition);
        }
    }

    void remove(Facts facts) {
        tally.remove(facts);
        official -= facts.official() ? 1 : 0;
        direct -= facts.direct() ? 1 : 0;
        withInstant.remove(facts);
        var keys = keysOf(facts);
        if (keys != null) {
            conditionKeys.computeIfPresent(keys, (_, count) -> count == 1 ? null : count - 1);
        }
        for (var condition : facts.conditions()) {
            mentions.computeIfPresent(
                    HeardCondition.identity(condition), (_, heard) -> heard.without(facts));
        }
    }

    Tally tally() {
        return tally;
    }

    boolean hasOfficialRecord() {
        return official > 0;
    }

    boolean hasDirectQuote() {
        return direct > 0;
    }

    @Nullable Instant saidAt() {
        return withInstant.isEmpty() ? null : withInstant.getFirst().saidAt();
    }

    boolean conditionsDiffer() {
        return conditionKeys.size() > 1;
    }

    /** In the order in which the reports give them; the origins follow what is counted. */
    List<Mention> mentions() {
        if (mentions.isEmpty()) {
            return List.of();
        }
        return mentions.values().stream().sorted(Mentions.ORDER).map(Mentions::mention).toList();
    }

    /** Null where a condition has no key: then nothing can be said of whether they are the same. */
    private static @Nullable Set<String> keysOf(Facts facts) {
        if (facts.conditions().stream().anyMatch(condition -> condition.key() == null)) {
            return null;
        }
        return facts.conditions().stream()
                .map(Report.Condition::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The reports that mention one condition; the first one's text is shown. */
    private static final class Mentions {

        static final Comparator<Mentions> ORDER =
                Comparator.<Mentions, Facts>comparing(m -> m.by.firstKey(), Facts.ORDER)
                        .thenComparing(
                                m ->
                                        m.by.firstKey()
                                                .conditions()
                                                .indexOf(m.by.firstEntry().getValue()));

        private final TreeMap<Facts, Report.Condition> by = new TreeMap<>(Facts.ORDER);
        private final TreeMap<String, Integer> origins = new TreeMap<>();

        void add(Facts facts, Report.Condition condition) {
            if (by.putIfAbsent(facts, condition) == null) {
                origins.merge(facts.origin(), 1, Integer::sum);
            }
        }

        @Nullable Mentions without(Facts facts) {
            if (by.remove(facts) != null) {
                origins.computeIfPresent(
                        facts.origin(), (_, count) -> count == 1 ? null : count - 1);
            }
            return by.isEmpty() ? null : this;
        }

        Mention mention() {
            return new Mention(by.firstEntry().getValue(), origins.navigableKeySet());
        }
    }
}
