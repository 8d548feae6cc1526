package org.demarche.model.fold;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.HeardCondition.Told;

/**
 * The statements of one voice with the same two days, without refusals to comment.
 *
 * @param statements in their order, at least one
 * @param last the statements that no other one is known to follow
 * @param decisive the statement that speaks for the turn: the last one with its stance
 * @param days the days of the statements with its stance
 * @param certain whether the day is known and not doubted
 * @param open whether the reports do not decide its stance, or which of its days is right
 * @param tied whether the reports do not decide its stance
 * @param conditions the conditions of its conditional statements if the turn is conditional;
 *     otherwise empty
 */
public record Turn(
        List<Statement> statements,
        List<Statement> last,
        Statement decisive,
        Days days,
        boolean certain,
        boolean open,
        boolean tied,
        List<HeardCondition> conditions) {

    public Stance stance() {
        return stance(decisive);
    }

    /** Whether the turn has statements of several stances. */
    boolean mixed() {
        return statements.stream().anyMatch(statement -> statement.taken() != stance());
    }

    /** Whether the turn is mixed, and no single origin has two stances. */
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

    public static Stance stance(Statement statement) {
        return Objects.requireNonNull(statement.taken());
    }

    static List<Statement> taking(Stance stance, List<Statement> statements) {
        return statements.size() == 1 && statements.getFirst().taken() == stance
                ? statements
                : statements.stream().filter(statement -> statement.taken() == stance).toList();
    }

    /**
     * Returns the conditions of the conditional statements if the turn is conditional; otherwise an
     * empty list.
     *
     * @param stance the stance of the turn
     * @param order the order of the texts of one condition
     */
    static List<HeardCondition> conditions(
            Stance stance, List<Statement> statements, Comparator<Told> order) {
        return stance != Stance.CONDITIONAL
                ? List.of()
                : HeardCondition.in(
                        taking(stance, statements).stream()
                                .flatMap(statement -> statement.account().stream())
                                .toList(),
                        order);
    }
}
