package org.demarche.gateway.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.model.Stance;
import org.demarche.model.Subject;

/**
 * The actors that took the same side, and those that took opposite sides. The formulas are those of
 * actor networks in discourse network analysis: with a(i,c,k) = 1 if actor i held stance k on issue
 * c in the window and 0 otherwise, the congruence of i and j is the sum of a(i,c,k) · a(j,c,k) over
 * all issues c and stances k, and their conflict is the sum of a(i,c,favor) · a(j,c,against) +
 * a(i,c,against) · a(j,c,favor) over all issues c.
 *
 * <p>An actor that takes no side agrees with no other and opposes no other. The stance {@code
 * conditional} agrees only with {@code conditional}, and opposes no stance.
 *
 * @see <a href="https://doi.org/10.1093/oxfordhb/9780190228217.013.25">Leifeld, Discourse Network
 *     Analysis (2017)</a>
 * @param issues the number of issues on which each actor took a side
 * @param ties the strongest first
 */
public record Network(Map<String, Integer> issues, List<Tie> ties) {

    /**
     * Two actors. The id of {@code actor} comes before the id of {@code other}.
     *
     * @param issues the number of issues on which both took a side
     */
    public record Tie(String actor, String other, int issues, int congruence, int conflict) {

        /** Puts the strongest first; no two ties compare as equal. */
        public static final Comparator<Tie> ORDER =
                Comparator.comparing(Tie::strength)
                        .reversed()
                        .thenComparing(Tie::actor)
                        .thenComparing(Tie::other);

        public int strength() {
            return congruence + conflict;
        }

        public int balance() {
            return congruence - conflict;
        }
    }

    private record Ends(String actor, String other) {}

    public Network {
        issues = Map.copyOf(issues);
        ties = List.copyOf(ties);
    }

    /**
     * @param held the stances of each actor on each issue in the window
     */
    public static Network of(Map<Subject, Set<Stance>> held) {
        var byIssue = new TreeMap<String, TreeMap<String, Set<Stance>>>();
        held.forEach(
                (subject, stances) -> {
                    var sides = sides(stances);
                    if (!sides.isEmpty()) {
                        byIssue.computeIfAbsent(subject.issue(), _ -> new TreeMap<>())
                                .put(subject.actor(), sides);
                    }
                });
        var ties = new HashMap<Ends, Tie>();
        byIssue.values().forEach(actors -> addAll(ties, actors));
        return new Network(issues(held), new ArrayList<>(sorted(ties)));
    }

    /** Counts for each actor the issues on which it took a side. */
    public static Map<String, Integer> issues(Map<Subject, Set<Stance>> held) {
        var issues = new HashMap<String, Integer>();
        held.forEach(
                (subject, stances) -> {
                    if (!sides(stances).isEmpty()) {
                        issues.merge(subject.actor(), 1, Integer::sum);
                    }
                });
        return issues;
    }

    private static Set<Stance> sides(Set<Stance> stances) {
        var sides = EnumSet.noneOf(Stance.class);
        stances.stream().filter(one -> one != Stance.NONE).forEach(sides::add);
        return sides;
    }

    private static Set<Tie> sorted(Map<Ends, Tie> ties) {
        var sorted = new TreeSet<>(Tie.ORDER);
        sorted.addAll(ties.values());
        return sorted;
    }

    private static void addAll(Map<Ends, Tie> ties, TreeMap<String, Set<Stance>> actors) {
        actors.forEach(
                (actor, sides) ->
                        actors.tailMap(actor, false)
                                .forEach(
                                        (other, others) ->
                                                ties.merge(
                                                        new Ends(actor, other),
                                                        tie(actor, sides, other, others),
                                                        Network::sum)));
    }

    private static Tie tie(String actor, Set<Stance> sides, String other, Set<Stance> others) {
        var congruence = (int) sides.stream().filter(others::contains).count();
        var conflict = opposed(sides, others) + opposed(others, sides);
        return new Tie(actor, other, 1, congruence, conflict);
    }

    private static int opposed(Set<Stance> sides, Set<Stance> others) {
        return sides.contains(Stance.FAVOR) && others.contains(Stance.AGAINST) ? 1 : 0;
    }

    private static Tie sum(Tie one, Tie more) {
        return new Tie(
                one.actor(),
                one.other(),
                one.issues() + more.issues(),
                one.congruence() + more.congruence(),
                one.conflict() + more.conflict());
    }
}
