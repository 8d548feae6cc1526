package org.demarche.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The statements of one stance in a crowded turn. */
final class Camp {

    /** Between favor and against: more origins, then the later published. */
    static final Comparator<Camp> WEIGHT =
            Comparator.<Camp>comparingInt(camp -> camp.origins.size())
                    .thenComparing(camp -> camp.byLastReport.last().account().last(), Facts.ORDER);

    private final TreeSet<Statement> statements = new TreeSet<>(Statement.ORDER);
    private final TreeSet<Statement> byLastReport =
            new TreeSet<>(
                    Comparator.comparing(statement -> statement.account().last(), Facts.ORDER));

    /** By how many statements each is carried. */
    private final Map<String, Integer> origins = new HashMap<>();

    private final Map<String, Condition> conditions = new HashMap<>(4);

    /**
     * @param first is told of each origin that the camp did not have
     */
    void add(Statement statement, Consumer<String> first) {
        statements.add(statement);
        byLastReport.add(statement);
        for (var origin : statement.account().origins()) {
            if (origins.merge(origin, 1, Integer::sum) == 1) {
                first.accept(origin);
            }
        }
        var place = 0;
        for (var mention : statement.account().mentions()) {
            conditions
                    .computeIfAbsent(
                            HeardCondition.identity(mention.condition()), _ -> new Condition())
                    .add(statement, mention, place++);
        }
    }

    /**
     * @param last is told of each origin that the camp no longer has
     */
    void remove(Statement statement, Consumer<String> last) {
        statements.remove(statement);
        byLastReport.remove(statement);
        for (var origin : statement.account().origins()) {
            if (origins.merge(origin, -1, Camp::sumOrNone) == null) {
                last.accept(origin);
            }
        }
        for (var mention : statement.account().mentions()) {
            conditions.computeIfPresent(
                    HeardCondition.identity(mention.condition()),
                    (_, condition) -> condition.without(statement, mention));
        }
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    Statement last() {
        return statements.last();
    }

    /** In the order in which the statements give them. */
    List<HeardCondition> conditions() {
        return conditions.values().stream().sorted(Condition.ORDER).map(Condition::heard).toList();
    }

    private static @Nullable Integer sumOrNone(int count, int change) {
        return count + change == 0 ? null : count + change;
    }

    /** One condition, and the statements that depend on it; the first one's text is shown. */
    private static final class Condition {

        static final Comparator<Condition> ORDER =
                Comparator.<Condition, Statement>comparing(
                                condition -> condition.by.firstKey(), Statement.ORDER)
                        .thenComparing(condition -> condition.by.firstEntry().getValue().place);

        private record Placed(Report.Condition condition, int place) {}

        private final TreeMap<Statement, Placed> by = new TreeMap<>(Statement.ORDER);
        private final TreeMap<String, Integer> origins = new TreeMap<>();

        void add(Statement statement, Mention mention, int place) {
            by.put(statement, new Placed(mention.condition(), place));
            mention.origins().forEach(origin -> origins.merge(origin, 1, Integer::sum));
        }

        @Nullable Condition without(Statement statement, Mention mention) {
            by.remove(statement);
            mention.origins().forEach(origin -> origins.merge(origin, -1, Camp::sumOrNone));
            return by.isEmpty() ? null : this;
        }

        HeardCondition heard() {
            var first = by.firstEntry().getValue().condition;
            return HeardCondition.of(first.key(), first.text(), origins.navigableKeySet());
        }
    }
}
