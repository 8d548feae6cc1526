package org.demarche.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
 * @param mixed more than one stance was taken
 * @param disputed mixed, and no single origin carries two stances
 */
record Turn(List<Statement> statements, Statement decisive, boolean mixed, boolean disputed) {

    static Turn of(List<Statement> statements) {
        if (statements.size() == 1) {
            return new Turn(statements, statements.getFirst(), false, false);
        }
        var mixed = statements.stream().map(Statement::taken).distinct().count() > 1;
        var decisive = decisive(statements);
        return new Turn(statements, decisive, mixed, mixed && !anyOriginCarriesTwo(statements));
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
        if (statements.size() == 1) {
            return decisive.account().conditions();
        }
        return HeardCondition.merged(
                statements.stream()
                        .filter(statement -> statement.taken() == Stance.CONDITIONAL)
                        .flatMap(statement -> statement.account().conditions().stream())
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
        var byStance = new EnumMap<Stance, Weight>(Stance.class);
        for (var statement : statements) {
            byStance.computeIfAbsent(stanceOf(statement), _ -> new Weight())
                    .add(statement.account());
        }
        if (byStance.containsKey(Stance.CONDITIONAL)) {
            return Stance.CONDITIONAL;
        }
        byStance.remove(Stance.NONE);
        return byStance.entrySet().stream()
                .max(Map.Entry.comparingByValue(Weight.ORDER))
                .map(Map.Entry::getKey)
                .orElse(Stance.NONE);
    }

    private static boolean anyOriginCarriesTwo(List<Statement> statements) {
        var carried = new HashMap<String, Stance>();
        for (var statement : statements) {
            for (var origin : statement.account().origins()) {
                var stance = stanceOf(statement);
                if (carried.putIfAbsent(origin, stance) instanceof Stance other
                        && other != stance) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Stance stanceOf(Statement statement) {
        return Objects.requireNonNull(statement.taken());
    }

    private static Instant saidAt(Statement statement) {
        return Objects.requireNonNull(statement.saidAt());
    }

    /**
     * What decides between favor and against on one day. The last word, where all else is equal, is
     * the id's.
     */
    private static final class Weight {
        static final Comparator<Weight> ORDER =
                Comparator.<Weight>comparingInt(weight -> weight.origins.size())
                        .thenComparing(weight -> Objects.requireNonNull(weight.last), Facts.ORDER);

        private final Set<String> origins = new HashSet<>();
        private @Nullable Facts last;

        void add(Account account) {
            origins.addAll(account.origins());
            if (last == null || Facts.ORDER.compare(last, account.last()) < 0) {
                last = account.last();
            }
        }
    }
}
