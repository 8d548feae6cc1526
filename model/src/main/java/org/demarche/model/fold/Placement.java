package org.demarche.model.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * The turns whose place among the others is known, and the shifts between them, by {@link
 * Rule#LATEST_OWN_2}. A turn is placed if its day is known, or if it overlaps no turn of another
 * stance.
 */
final class Placement {

    private final List<Turn> turns;

    /** Whether each turn is placed. */
    private final boolean[] placed;

    /** The days of the unplaced turn that begins first; null if all turns are placed. */
    private final @Nullable Days unplaced;

    Placement(List<Turn> turns) {
        this.turns = turns;
        placed = new boolean[turns.size()];
        place();
        unplaced = firstUnplaced();
    }

    /**
     * Compares a placed turn with the previous placed one, and any other turn with its neighbour.
     */
    List<Shift> shifts(Subject subject) {
        var shifts = new ArrayList<Shift>();
        Turn placedBefore = null;
        Turn neighbour = null;
        for (var i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            var before = placed[i] ? placedBefore : neighbour;
            var certain = placed[i] && isCertain(before, turn);
            Shift.between(subject, before, turn, certain).ifPresent(shifts::add);
            placedBefore = placed[i] ? turn : placedBefore;
            neighbour = turn;
        }
        return shifts;
    }

    /**
     * Whether the turn is known to follow the earlier one, or to be the first. It must be placed.
     */
    private boolean isCertain(@Nullable Turn before, Turn turn) {
        if (before == null) {
            return unplaced == null || !mayBeginBefore(unplaced, turn.days().latest());
        }
        // two placed turns with different conditions may still overlap
        var overlap = mayBeginBefore(turn.days(), next(before.days().latest()));
        return !before.tied() && !turn.tied() && !overlap;
    }

    private void place() {
        var other = othersAfter();
        var latest = new EnumMap<Stance, LocalDate>(Stance.class);
        for (var i = 0; i < turns.size(); i++) {
            var days = turns.get(i).days();
            var stance = turns.get(i).stance();
            placed[i] =
                    days.certain()
                            || !overlapsEarlier(days, stance, latest)
                                    && !overlapsLater(i, other[i]);
            latest.merge(stance, days.latest(), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /**
     * @param latest the last day of each stance in the earlier turns
     */
    private static boolean overlapsEarlier(
            Days days, Stance stance, Map<Stance, LocalDate> latest) {
        return latest.entrySet().stream()
                .anyMatch(
                        one ->
                                one.getKey() != stance
                                        && mayBeginBefore(days, next(one.getValue())));
    }

    /**
     * @param other the index of the next turn of another stance; later turns do not begin earlier
     */
    private boolean overlapsLater(int at, int other) {
        return other < turns.size()
                && mayBeginBefore(turns.get(other).days(), next(turns.get(at).days().latest()));
    }

    /** For each turn, the next one of another stance, or the number of turns if there is none. */
    private int[] othersAfter() {
        var others = new int[turns.size()];
        for (var i = turns.size() - 1; i >= 0; i--) {
            var next = i + 1;
            others[i] =
                    next < turns.size() && turns.get(next).stance() == turns.get(i).stance()
                            ? others[next]
                            : next;
        }
        return others;
    }

    private @Nullable Days firstUnplaced() {
        for (var i = 0; i < placed.length; i++) {
            if (!placed[i]) {
                return turns.get(i).days();
            }
        }
        return null;
    }

    private static boolean mayBeginBefore(Days days, LocalDate day) {
        return days.earliest() == null || days.earliest().isBefore(day);
    }

    private static LocalDate next(LocalDate day) {
        return day.plusDays(1);
    }
}
