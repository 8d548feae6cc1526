package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one voice and one equal pair of days, none of them a refusal to comment.
 *
 * @param statements in their order, at least one
 * @param decisive the statement that speaks for the turn: the last one of its stance
 * @param crowd where there are many, what is kept of them
 */
record Turn(List<Statement> statements, Statement decisive, @Nullable Crowd crowd) {

    static Turn of(List<Statement> statements) {
        return new Turn(
                statements,
                statements.size() == 1 ? statements.getFirst() : decisive(statements),
                null);
    }

    static Turn of(List<Statement> statements, Crowd crowd) {
        return new Turn(statements, crowd.decisive(), crowd);
    }

    /** More than one stance was taken. */
    boolean mixed() {
        if (crowd != null) {
            return crowd.mixed();
        }
        return statements.stream().anyMatch(statement -> statement.taken() != stance());
    }

    /** Mixed, and no single origin carries two stances. */
    boolean disputed() {
        if (crowd != null) {
            return crowd.disputed();
        }
        if (!mixed()) {
            return false;
        }
        var carried = List.copyOf(originsByStance(statements).values());
        for (var n = 1; n < carried.size(); n++) {
            for (var other : carried.subList(0, n)) {
                if (carried.get(n).meets(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    Stance stance() {
        return Objects.requireNonNull(decisive.taken());
    }

    Days days() {
        return decisive.days();
    }

    /**
     * Those of its conditional statements where that is its stance, one for each key, else each
     * text.
     */
    List<HeardCondition> conditions() {
        if (stance() != Stance.CONDITIONAL) {
            return List.of();
        }
        if (crowd != null) {
            return crowd.conditions();
        }
        if (statements.size() == 1) {
            return Mention.heard(decisive.account().mentions());
        }
        return Mention.merged(
                statements.stream()
                        .filter(statement -> statement.taken() == Stance.CONDITIONAL)
                        .flatMap(statement -> statement.account().mentions().stream())
                        .toList());
    }

    private static Statement decisive(List<Statement> statements) {
        if (statements.stream().allMatch(statement -> statement.saidAt() != null)) {
            return statements.stream()
                    .max(Comparator.comparing(Turn::saidAt).thenComparing(Statement.ORDER))
                    .orElseThrow();
        }
        var stance = winner(statements);
        return statements.reversed().stream()
                .filter(statement -> statement.taken() == stance)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Any conditional; else favor or against, of both the one with more origins, then the later
     * published; none if nothing else was said.
     */
    private static Stance winner(List<Statement> statements) {
        var taken = EnumSet.noneOf(Stance.class);
        statements.forEach(statement -> taken.add(stanceOf(statement)));
        if (taken.contains(Stance.CONDITIONAL)) {
            return Stance.CONDITIONAL;
        }
        if (taken.contains(Stance.FAVOR) && taken.contains(Stance.AGAINST)) {
            return heavier(statements);
        }
        taken.remove(Stance.NONE);
        return taken.isEmpty() ? Stance.NONE : taken.iterator().next();
    }

    private static Stance heavier(List<Statement> statements) {
        var origins = originsByStance(statements);
        var more =
                Integer.compare(
                        originCount(origins, Stance.FAVOR), originCount(origins, Stance.AGAINST));
        var later =
                more != 0
                        ? more
                        : Facts.ORDER.compare(
                                last(statements, Stance.FAVOR), last(statements, Stance.AGAINST));
        return later > 0 ? Stance.FAVOR : Stance.AGAINST;
    }

    private static int originCount(Map<Stance, Union> origins, Stance stance) {
        return Objects.requireNonNull(origins.get(stance)).size();
    }

    private static Facts last(List<Statement> statements, Stance stance) {
        return statements.stream()
                .filter(statement -> statement.taken() == stance)
                .map(statement -> statement.account().last())
                .max(Facts.ORDER)
                .orElseThrow();
    }

    private static Map<Stance, Union> originsByStance(List<Statement> statements) {
        var sets = new EnumMap<Stance, List<Set<String>>>(Stance.class);
        for (var statement : statements) {
            sets.computeIfAbsent(stanceOf(statement), _ -> new ArrayList<>())
                    .add(statement.account().origins());
        }
        var origins = new EnumMap<Stance, Union>(Stance.class);
        sets.forEach((stance, all) -> origins.put(stance, Union.of(all)));
        return origins;
    }

    private static Stance stanceOf(Statement statement) {
        return Objects.requireNonNull(statement.taken());
    }

    private static Instant saidAt(Statement statement) {
        return Objects.requireNonNull(statement.saidAt());
    }
}
