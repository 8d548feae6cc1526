package org.demarche.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a turn of many statements comes to, by the same rule as any {@link Turn}, kept by counting
 * up and down: a source that knows only years has all its statements in a few turns.
 */
final class Crowd {

    /** So many are weighed when asked, which costs less than to keep this. */
    static final int FEW = 32;

    private static final Comparator<Statement> BY_INSTANT =
            Comparator.comparing(Crowd::instant).thenComparing(Statement.ORDER);

    private final Map<Stance, Camp> camps = new EnumMap<>(Stance.class);

    /** By how many camps each origin is carried. */
    private final Map<String, Integer> carried = new HashMap<>();

    private final TreeSet<Statement> withInstant = new TreeSet<>(BY_INSTANT);
    private int carriedTwice;
    private int size;

    static Crowd of(Iterable<Statement> statements) {
        var crowd = new Crowd();
        statements.forEach(crowd::add);
        return crowd;
    }

    void add(Statement statement) {
        size++;
        if (statement.saidAt() != null) {
            withInstant.add(statement);
        }
        camps.computeIfAbsent(stance(statement), _ -> new Camp())
                .add(statement, origin -> carry(origin, 1));
    }

    /** To be called before the statement changes. */
    void remove(Statement statement) {
        size--;
        if (statement.saidAt() != null) {
            withInstant.remove(statement);
        }
        var camp = camp(stance(statement));
        camp.remove(statement, origin -> carry(origin, -1));
        if (camp.isEmpty()) {
            camps.remove(stance(statement));
        }
    }

    int size() {
        return size;
    }

    Statement decisive() {
        return withInstant.size() == size ? withInstant.last() : camp(winner()).last();
    }

    boolean mixed() {
        return camps.size() > 1;
    }

    boolean disputed() {
        return mixed() && carriedTwice == 0;
    }

    /** Of its conditional statements. */
    List<HeardCondition> conditions() {
        return camp(Stance.CONDITIONAL).conditions();
    }

    private Stance winner() {
        if (camps.containsKey(Stance.CONDITIONAL)) {
            return Stance.CONDITIONAL;
        }
        var favor = camps.get(Stance.FAVOR);
        var against = camps.get(Stance.AGAINST);
        if (favor != null && against != null) {
            return Camp.WEIGHT.compare(favor, against) > 0 ? Stance.FAVOR : Stance.AGAINST;
        }
        if (favor != null) {
            return Stance.FAVOR;
        }
        return against != null ? Stance.AGAINST : Stance.NONE;
    }

    private void carry(String origin, int change) {
        int camps = carried.merge(origin, change, Integer::sum);
        if (camps == 0) {
            carried.remove(origin);
        }
        if (camps == 2 && change > 0) {
            carriedTwice++;
        } else if (camps == 1 && change < 0) {
            carriedTwice--;
        }
    }

    private Camp camp(Stance stance) {
        return Objects.requireNonNull(camps.get(stance));
    }

    private static Stance stance(Statement statement) {
        return Objects.requireNonNull(statement.taken());
    }

    private static Instant instant(Statement statement) {
        return Objects.requireNonNull(statement.saidAt());
    }
}
