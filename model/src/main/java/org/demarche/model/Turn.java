package org.demarche.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.demarche.model.Position.HeardCondition;
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
     * Those of its conditional statements where that is its stance, each with its origins, one a
     * key, else one a text.
     */
    List<HeardCondition> conditions() {
        if (stance() != Stance.CONDITIONAL) {
            return List.of();
        }
        record Heard(Report.Condition condition, Set<String> origins) {}
        var heard = new LinkedHashMap<String, Heard>();
        for (var statement : statements) {
            if (statement.taken() != Stance.CONDITIONAL) {
                continue;
            }
            for (var report : statement.account()) {
                for (var condition : report.conditions()) {
                    var same =
                            condition.key() != null
                                    ? "key " + condition.key()
                                    : "text " + condition.text();
                    heard.computeIfAbsent(same, _ -> new Heard(condition, new TreeSet<>()))
                            .origins()
                            .add(report.origin());
                }
            }
        }
        return heard.values().stream()
                .map(
                        h ->
                                new HeardCondition(
                                        h.condition().key(),
                                        h.condition().text(),
                                        List.copyOf(h.origins())))
                .toList();
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
        var byStance = new HashMap<Stance, Weight>();
        for (var statement : statements) {
            var weight =
                    byStance.computeIfAbsent(
                            Objects.requireNonNull(statement.taken()), _ -> new Weight());
            statement.account().forEach(weight::add);
        }
        if (byStance.containsKey(Stance.CONDITIONAL)) {
            return Stance.CONDITIONAL;
        }
        return byStance.entrySet().stream()
                .filter(entry -> entry.getKey() != Stance.NONE)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Stance.NONE);
    }

    private static Instant saidAt(Statement statement) {
        return Objects.requireNonNull(statement.saidAt());
    }

    private static boolean anyOriginCarriesTwo(List<Statement> statements) {
        var carried = new HashMap<String, Stance>();
        for (var statement : statements) {
            for (var report : statement.account()) {
                var stance = Objects.requireNonNull(report.taken());
                if (carried.putIfAbsent(report.origin(), stance) instanceof Stance other
                        && other != stance) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What decides between favor and against on one day. The last word, where all else is equal, is
     * the id's.
     */
    private static final class Weight implements Comparable<Weight> {
        private static final Comparator<Weight> ORDER =
                Comparator.<Weight>comparingInt(weight -> weight.origins.size())
                        .thenComparing(weight -> Objects.requireNonNull(weight.last), Facts.ORDER);

        private final Set<String> origins = new HashSet<>();
        private @Nullable Facts last;

        void add(Facts facts) {
            origins.add(facts.origin());
            if (last == null || Facts.ORDER.compare(last, facts) < 0) {
                last = facts;
            }
        }

        @Override
        public int compareTo(Weight other) {
            return ORDER.compare(this, other);
        }
    }
}
