package org.demarche.model.fold;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;

/**
 * One pair of days, and what it came to.
 *
 * @param last the statements that nothing follows
 */
record PlainTurn(
        List<PlainStatement> all,
        List<PlainStatement> last,
        Stance stance,
        boolean tied,
        boolean open) {

    static PlainTurn of(List<PlainStatement> all, Stance before) {
        var turn = decided(all, before);
        var tied = turn.tied || needs(PlainStatement::tied, all, before);
        var open = turn.tied || needs(PlainStatement::open, all, before);
        return new PlainTurn(all, turn.last, turn.stance, tied, open);
    }

    /** Without its doubtful statements it would come to another stance, to a tie or to nothing. */
    static boolean needs(
            Predicate<PlainStatement> doubtful, List<PlainStatement> all, Stance before) {
        var rest = all.stream().filter(doubtful.negate()).toList();
        return rest.isEmpty()
                || rest.size() < all.size() && decided(rest, before).tied
                || decided(rest, before).stance != decided(all, before).stance;
    }

    static PlainTurn decided(List<PlainStatement> all, Stance before) {
        var last = last(all);
        var stances = last.stream().map(PlainStatement::stance).collect(toSet());
        if (stances.size() == 1) {
            return new PlainTurn(all, last, last.getFirst().stance(), false, false);
        }
        if (stances.contains(Stance.CONDITIONAL)) {
            return new PlainTurn(all, last, Stance.CONDITIONAL, false, false);
        }
        var favor = last.stream().filter(it -> it.stance() == Stance.FAVOR).toList();
        var against = last.stream().filter(it -> it.stance() == Stance.AGAINST).toList();
        var more = favor.isEmpty() ? -1 : against.isEmpty() ? 1 : WEIGHT.compare(favor, against);
        if (more != 0) {
            return new PlainTurn(all, last, more > 0 ? Stance.FAVOR : Stance.AGAINST, false, false);
        }
        var kept = before == Stance.FAVOR ? Stance.FAVOR : Stance.AGAINST;
        return new PlainTurn(all, last, kept, true, true);
    }

    static final Comparator<List<PlainStatement>> WEIGHT =
            comparing(
                            (List<PlainStatement> said) ->
                                    PlainReport.distinct(
                                            PlainStatement.counting(said), PlainReport::origin))
                    .thenComparing(List::size)
                    .thenComparing(
                            said -> PlainReport.lastPublished(PlainStatement.counting(said)));

    static List<PlainStatement> last(List<PlainStatement> all) {
        var number = all.size();
        var way = new boolean[number][number];
        for (var a = 0; a < number; a++) {
            for (var b = 0; b < number; b++) {
                way[a][b] = a != b && all.get(b).follows(all.get(a));
            }
        }
        for (var by = 0; by < number; by++) {
            for (var a = 0; a < number; a++) {
                for (var b = 0; b < number; b++) {
                    way[a][b] |= way[a][by] && way[by][b];
                }
            }
        }
        return IntStream.range(0, number)
                .filter(
                        a ->
                                IntStream.range(0, number)
                                        .noneMatch(
                                                b ->
                                                        a != b
                                                                && all.get(b).follows(all.get(a))
                                                                && !way[b][a]))
                .mapToObj(all::get)
                .toList();
    }

    List<PlainStatement> taking() {
        return all.stream().filter(said -> said.stance() == stance).toList();
    }

    PlainStatement decisive() {
        return last.stream()
                .filter(it -> it.stance() == stance)
                .max(PlainStatement.ORDER)
                .orElseThrow();
    }

    Days days() {
        var days = taking().stream().map(PlainStatement::days).toList();
        return PlainStatement.given(days.getFirst().earliest(), days.getFirst().latest(), days);
    }

    boolean mixed() {
        return taking().size() < all.size();
    }

    boolean disputed() {
        return mixed()
                && PlainStatement.counting(all).stream()
                        .collect(groupingBy(PlainReport::origin))
                        .values()
                        .stream()
                        .allMatch(
                                told -> PlainReport.distinct(told, it -> it.stance().label()) == 1);
    }

    List<HeardCondition> conditions() {
        if (stance != Stance.CONDITIONAL) {
            return List.of();
        }
        var texts = new LinkedHashMap<List<?>, TreeSet<String>>();
        var origins = new LinkedHashMap<List<?>, TreeSet<String>>();
        for (var told :
                PlainStatement.counting(
                        last.stream().filter(it -> it.stance() == stance).toList())) {
            for (var condition : told.body().conditions()) {
                var key = condition.key();
                var same = key == null ? List.of("text", condition.text()) : List.of("", key);
                var text = told.published() + " " + condition.text();
                texts.computeIfAbsent(same, _ -> new TreeSet<>()).add(text);
                origins.computeIfAbsent(same, _ -> new TreeSet<>()).add(told.origin());
            }
        }
        return texts.entrySet().stream()
                .map(it -> heard(it.getKey(), it.getValue().first(), origins.get(it.getKey())))
                .toList();
    }

    /**
     * @param same the kind of condition, and its key or text
     * @param text with the day of publication before it
     */
    static HeardCondition heard(List<?> same, String text, Collection<String> origins) {
        var key = same.getFirst().equals("text") ? null : same.getLast().toString();
        return HeardCondition.of(key, text.substring("2031-05-10 ".length()), origins);
    }

    boolean overlaps(PlainTurn other) {
        return !days().latest().isBefore(start(other))
                && !other.days().latest().isBefore(start(this));
    }

    boolean placed(List<PlainTurn> turns) {
        return days().certain()
                || turns.stream().noneMatch(other -> other.stance != stance && overlaps(other));
    }

    static LocalDate start(PlainTurn turn) {
        var start = turn.days().earliest();
        return start == null ? LocalDate.MIN : start;
    }

    Shift.Side side() {
        var keys = conditions().stream().map(HeardCondition::key).filter(Objects::nonNull);
        var said = decisive();
        return new Shift.Side(stance, keys.toList(), said.id(), days(), said.lead().speaker());
    }
}
