package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * A change of an actor's position, from one turn to a later one.
 *
 * @param from the earlier side; null for a first shift
 * @param to the later side
 * @param certain whether the order of the two sides is known; null if the rule does not decide this
 */
public record Shift(
        Subject subject, Kind kind, @Nullable Side from, Side to, @Nullable Boolean certain) {

    public enum Kind {
        FIRST,
        /** The stance changes from favor to against, or back. */
        FLIP,
        /** The stance moves towards favor. */
        SOFTEN,
        /** The stance moves towards against. */
        HARDEN,
        /** The stance becomes none. */
        LAPSE,
        /** A side follows the stance none. */
        RESUME,
        /** The stance stays conditional, and the conditions change. */
        TERMS;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The name of this constant on the wire; it never changes. */
        public String label() {
            return label;
        }
    }

    /**
     * One side of a shift: the result of a turn, and the statement that decided it.
     *
     * @param conditions the keys of the turn's conditions, in their order; conditions without a key
     *     are left out
     */
    public record Side(
            Stance stance,
            List<String> conditions,
            StatementId statement,
            Days saidOn,
            @Nullable String speaker) {

        public Side {
            conditions = List.copyOf(conditions);
        }

        static Side of(Turn turn) {
            return new Side(
                    turn.stance(),
                    turn.conditions().stream()
                            .map(HeardCondition::key)
                            .filter(Objects::nonNull)
                            .toList(),
                    turn.decisive().id(),
                    turn.days(),
                    turn.decisive().lead().speaker());
        }
    }

    /** The days between which the shift happened. */
    public Days between() {
        return from == null
                ? to.saidOn()
                : new Days(
                        from.saidOn().earliest(),
                        to.saidOn().latest(),
                        from.saidOn().ofEarliest(),
                        to.saidOn().ofLatest());
    }

    /** Compares each turn with the next, by {@link Rule#LATEST_OWN_1}. */
    static List<Shift> inARow(Subject subject, List<Turn> turns) {
        var shifts = new ArrayList<Shift>();
        Turn before = null;
        for (var turn : turns) {
            between(subject, before, turn, null).ifPresent(shifts::add);
            before = turn;
        }
        return shifts;
    }

    /** Returns the shift between two turns; empty if both have the same stance and terms. */
    static Optional<Shift> between(
            Subject subject, @Nullable Turn before, Turn here, @Nullable Boolean certain) {
        var from = before == null ? null : Side.of(before);
        return Optional.ofNullable(before == null ? Kind.FIRST : kind(before, here))
                .map(kind -> new Shift(subject, kind, from, Side.of(here), certain));
    }

    private static @Nullable Kind kind(Turn before, Turn here) {
        var from = before.stance();
        var to = here.stance();
        if (from == to) {
            return from == Stance.CONDITIONAL && otherTerms(before, here) ? Kind.TERMS : null;
        }
        if (to == Stance.NONE) {
            return Kind.LAPSE;
        }
        if (from == Stance.NONE) {
            return Kind.RESUME;
        }
        if (from != Stance.CONDITIONAL && to != Stance.CONDITIONAL) {
            return Kind.FLIP;
        }
        return to.compareTo(from) > 0 ? Kind.SOFTEN : Kind.HARDEN;
    }

    /** Compares keys only. If a condition has no key, the terms count as the same. */
    private static boolean otherTerms(Turn before, Turn here) {
        var from = before.conditions();
        var to = here.conditions();
        return haveKeys(from) && haveKeys(to) && !keys(from).equals(keys(to));
    }

    private static boolean haveKeys(List<HeardCondition> conditions) {
        return !conditions.isEmpty()
                && conditions.stream().allMatch(condition -> condition.key() != null);
    }

    private static Object keys(List<HeardCondition> conditions) {
        return conditions.stream().map(HeardCondition::key).collect(Collectors.toSet());
    }
}
