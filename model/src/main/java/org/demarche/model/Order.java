package org.demarche.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Statements in their order, and so by their turns. */
final class Order {

    /** So many are looked at one by one: most days have few. */
    private static final int NEAR = 4;

    private final List<Statement> statements = new ArrayList<>(1);

    /** Of turns that somebody asked for. */
    private Map<Days, Crowd> crowds = Map.of();

    void insert(Statement statement) {
        var place = Collections.binarySearch(statements, statement, Statement.ORDER);
        statements.add(-place - 1, statement);
        if (crowds.get(statement.days()) instanceof Crowd crowd) {
            crowd.add(statement);
        }
    }

    /** One that comes behind all others. */
    void append(Statement statement) {
        statements.add(statement);
    }

    /** To be called before the statement changes: it is found by its place. */
    void remove(Statement statement) {
        statements.remove(Collections.binarySearch(statements, statement, Statement.ORDER));
        if (crowds.get(statement.days()) instanceof Crowd crowd) {
            crowd.remove(statement);
            if (crowd.size() <= Crowd.FEW) {
                crowds.remove(statement.days());
            }
        }
    }

    List<Statement> all() {
        return statements;
    }

    Statement get(int place) {
        return statements.get(place);
    }

    Statement last() {
        return statements.getLast();
    }

    int size() {
        return statements.size();
    }

    boolean isEmpty() {
        return statements.isEmpty();
    }

    Turn turnOf(Days days) {
        return turnAt(placeOf(days));
    }

    /**
     * @param from the place of its first statement
     */
    Turn turnAt(int from) {
        var days = statements.get(from).days();
        var said = statements.subList(from, endOf(from, days));
        return said.size() > Crowd.FEW ? Turn.of(said, crowd(days, said)) : Turn.of(said);
    }

    boolean hasAt(int place, Days days) {
        return place < statements.size() && statements.get(place).days().equals(days);
    }

    /** The first place of a statement of these days, or of later ones. */
    int placeOf(Days days) {
        return firstPlace(0, place -> place.compareTo(days) >= 0);
    }

    /** The first place of a statement of later days. */
    int endOf(Days days) {
        return endOf(placeOf(days), days);
    }

    private Crowd crowd(Days days, List<Statement> said) {
        if (crowds.isEmpty()) {
            crowds = new HashMap<>(2);
        }
        return crowds.computeIfAbsent(days, _ -> Crowd.of(said));
    }

    private int endOf(int from, Days days) {
        for (var place = from; place < from + NEAR; place++) {
            if (!hasAt(place, days)) {
                return place;
            }
        }
        return firstPlace(from + NEAR, place -> place.compareTo(days) > 0);
    }

    private int firstPlace(int from, Predicate<Days> reached) {
        var low = from;
        var high = statements.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (reached.test(statements.get(middle).days())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
