package org.demarche.model.fold;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * Decides the stance of a turn by {@link Rule#LATEST_OWN_2}. Only the statements that no other one
 * follows count. If they have one stance, that stance is the result. If one of them is conditional,
 * the result is conditional. Otherwise it is favor or against, the one with more support.
 *
 * @param last the statements that no other one follows
 * @param tied whether favor and against have the same support
 */
record LastStance(Stance stance, List<Statement> last, boolean tied) {

    private static final Comparator<List<Statement>> WEIGHT =
            Comparator.<List<Statement>>comparingInt(LastStance::originCount)
                    .thenComparing(List::size)
                    .thenComparing(
                            statements ->
                                    statements.stream()
                                            .map(one -> one.account().getLast().published())
                                            .max(Comparator.naturalOrder())
                                            .orElseThrow());

    static Turn turn(List<Statement> statements, @Nullable Turn before) {
        var held = before == null ? null : before.stance();
        var came = of(statements, held);
        var days = days(Turn.taking(came.stance, statements));
        return new Turn(
                statements,
                came.last,
                Turn.taking(came.stance, came.last).getLast(),
                days,
                days.certain(),
                came.tied || came.needs(Statement::open, statements, held),
                came.tied || came.needs(Statement::tied, statements, held),
                Turn.conditions(came.stance, came.last, HeardCondition.BY_PUBLICATION));
    }

    /**
     * @param held the stance of the previous turn, which a tie does not change
     */
    private static LastStance of(List<Statement> statements, @Nullable Stance held) {
        if (statements.size() == 1) {
            return new LastStance(Turn.stance(statements.getFirst()), statements, false);
        }
        var last = Succession.lastOf(statements);
        var stances = EnumSet.noneOf(Stance.class);
        last.forEach(statement -> stances.add(Turn.stance(statement)));
        if (stances.contains(Stance.CONDITIONAL)) {
            return new LastStance(Stance.CONDITIONAL, last, false);
        }
        if (stances.size() > 1) {
            stances.remove(Stance.NONE);
        }
        return stances.size() == 1
                ? new LastStance(stances.iterator().next(), last, false)
                : favorOrAgainst(last, held);
    }

    /** Returns the days of these statements, which all have the same first and last day. */
    private static Days days(List<Statement> taking) {
        var first = taking.getFirst().days();
        return taking.size() == 1
                ? first
                : Days.given(
                        first.earliest(),
                        first.latest(),
                        taking.stream().map(Statement::days).toList());
    }

    private static LastStance favorOrAgainst(List<Statement> last, @Nullable Stance held) {
        var weighed =
                WEIGHT.compare(Turn.taking(Stance.FAVOR, last), Turn.taking(Stance.AGAINST, last));
        if (weighed != 0) {
            return new LastStance(weighed > 0 ? Stance.FAVOR : Stance.AGAINST, last, false);
        }
        var kept = held == Stance.FAVOR ? Stance.FAVOR : Stance.AGAINST;
        return new LastStance(kept, last, true);
    }

    /** Whether the stance would be another one without the statements in doubt. */
    private boolean needs(
            Predicate<Statement> inDoubt, List<Statement> statements, @Nullable Stance held) {
        if (statements.stream().noneMatch(inDoubt)) {
            return false;
        }
        var known = statements.stream().filter(inDoubt.negate()).toList();
        if (known.isEmpty()) {
            return true;
        }
        var without = of(known, held);
        return without.tied || without.stance != stance;
    }

    private static int originCount(List<Statement> statements) {
        return (int)
                statements.stream()
                        .flatMap(statement -> statement.account().stream())
                        .map(Facts::origin)
                        .distinct()
                        .count();
    }
}
