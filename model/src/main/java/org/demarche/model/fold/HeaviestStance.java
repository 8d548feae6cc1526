package org.demarche.model.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/** Decides the stance of a turn by {@link Rule#LATEST_OWN_1}. */
final class HeaviestStance {

    private static final Comparator<Statement> BY_INSTANT =
            Comparator.comparing(HeaviestStance::instant).thenComparing(Statement.ORDER);

    /** Prefers the stance with more origins, or else the stance that was published later. */
    private static final Comparator<Map.Entry<Stance, List<Facts>>> WEIGHT =
            Comparator.comparing(
                            (Map.Entry<Stance, List<Facts>> told) -> originCount(told.getValue()))
                    .thenComparing(
                            told -> Collections.max(told.getValue(), Facts.ORDER), Facts.ORDER);

    private HeaviestStance() {}

    static Turn turn(List<Statement> statements) {
        var decisive = statements.size() == 1 ? statements.getFirst() : decisive(statements);
        return new Turn(
                statements,
                statements,
                decisive,
                decisive.days(),
                statements.stream().allMatch(statement -> statement.lead().certain()),
                false,
                false,
                Turn.conditions(Turn.stance(decisive), statements, HeardCondition.AS_GIVEN));
    }

    /**
     * Returns the last statement if all have an instant; otherwise the last one with the winning
     * stance.
     */
    private static Statement decisive(List<Statement> statements) {
        if (statements.stream().allMatch(statement -> saidAt(statement) != null)) {
            return Collections.max(statements, BY_INSTANT);
        }
        var told = new EnumMap<Stance, List<Facts>>(Stance.class);
        for (var statement : statements) {
            told.computeIfAbsent(Turn.stance(statement), _ -> new ArrayList<>())
                    .addAll(statement.account());
        }
        return Turn.taking(winner(told), statements).getLast();
    }

    /**
     * Returns conditional if a statement takes it; otherwise the heavier of favor and against; none
     * only if no statement takes another stance.
     *
     * @param told the reports of each stance that was taken
     */
    private static Stance winner(Map<Stance, List<Facts>> told) {
        if (told.containsKey(Stance.CONDITIONAL)) {
            return Stance.CONDITIONAL;
        }
        return told.entrySet().stream()
                .filter(one -> one.getKey() != Stance.NONE)
                .max(WEIGHT)
                .map(Map.Entry::getKey)
                .orElse(Stance.NONE);
    }

    private static long originCount(List<Facts> reports) {
        return reports.stream().map(Facts::origin).distinct().count();
    }

    private static Instant instant(Statement statement) {
        return Objects.requireNonNull(saidAt(statement));
    }

    /** The instant of the first report that gives one. */
    private static @Nullable Instant saidAt(Statement statement) {
        return statement.account().stream()
                .map(Facts::saidAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
