package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The statements of one voice and one equal pair of days, none of them a refusal to comment.
 *
 * @param statements in their order, at least one
 * @param decisive the one that speaks for the turn: the last one of its stance
 * @param conditions those of its conditional statements, if it came to that stance; else none
 */
record Turn(List<Statement> statements, Statement decisive, List<HeardCondition> conditions) {

    private static final Comparator<Statement> BY_INSTANT =
            Comparator.comparing(Turn::instant).thenComparing(Statement.ORDER);

    /** Between two stances: that of more origins, then the later published. */
    private static final Comparator<Map.Entry<Stance, List<Facts>>> WEIGHT =
            Comparator.comparing(
                            (Map.Entry<Stance, List<Facts>> told) -> originCount(told.getValue()))
                    .thenComparing(
                            told -> Collections.max(told.getValue(), Facts.ORDER), Facts.ORDER);

    static Turn of(List<Statement> statements) {
        var decisive = statements.size() == 1 ? statements.getFirst() : decisive(statements);
        if (decisive.taken() != Stance.CONDITIONAL) {
            return new Turn(statements, decisive, List.of());
        }
        var told = new ArrayList<Facts>();
        for (var statement : statements) {
            if (statement.taken() == Stance.CONDITIONAL) {
                told.addAll(statement.account());
            }
        }
        return new Turn(statements, decisive, HeardCondition.in(told));
    }

    Stance stance() {
        return stance(decisive);
    }

    Days days() {
        return decisive.days();
    }

    /** More than one stance was taken. */
    boolean mixed() {
        return statements.stream().anyMatch(statement -> statement.taken() != stance());
    }

    /** Mixed, and no single origin carries two stances. */
    boolean disputed() {
        var carried = new HashMap<String, Stance>();
        for (var statement : statements) {
            for (var report : statement.account()) {
                var before = carried.putIfAbsent(report.origin(), stance(statement));
                if (before != null && before != statement.taken()) {
                    return false;
                }
            }
        }
        return mixed();
    }

    /** If all have an instant, the last word. */
    private static Statement decisive(List<Statement> statements) {
        if (statements.stream().allMatch(statement -> statement.saidAt() != null)) {
            return Collections.max(statements, BY_INSTANT);
        }
        var told = new EnumMap<Stance, List<Facts>>(Stance.class);
        for (var statement : statements) {
            told.computeIfAbsent(stance(statement), _ -> new ArrayList<>())
                    .addAll(statement.account());
        }
        var stance = winner(told);
        return statements.reversed().stream()
                .filter(statement -> statement.taken() == stance)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Any conditional; else favor or against; none only if nothing else was said.
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

    static Stance stance(Statement statement) {
        return Objects.requireNonNull(statement.taken());
    }

    private static Instant instant(Statement statement) {
        return Objects.requireNonNull(statement.saidAt());
    }
}
