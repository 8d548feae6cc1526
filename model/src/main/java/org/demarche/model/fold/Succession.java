package org.demarche.model.fold;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.demarche.model.fold.Mentions.Utterance;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which statements of a turn are known to follow others: by their instants or, without
 * instants, because a report names an earlier utterance. If statements follow each other in a
 * circle, no order is known.
 */
final class Succession {

    /** The first and last instant in the reports of a statement; null if no report gives one. */
    private record Clock(Instant first, Instant last) {}

    private final List<Statement> statements;
    private final List<@Nullable Clock> clocks = new ArrayList<>();

    /** For each statement, those that follow it according to their own reports. */
    private final List<List<Integer>> followers = new ArrayList<>();

    private final List<List<Integer>> forerunners = new ArrayList<>();

    /** The statements with a clock, by its last instant. */
    private final List<Integer> timed;

    private boolean told;

    /** The latest instant at which a statement begins; null if none has a clock. */
    private @Nullable Instant latest;

    private Succession(List<Statement> statements) {
        this.statements = statements;
        for (var statement : statements) {
            var clock = clock(statement);
            clocks.add(clock);
            if (clock != null && (latest == null || clock.first.isAfter(latest))) {
                latest = clock.first;
            }
            followers.add(new ArrayList<>());
            forerunners.add(new ArrayList<>());
        }
        timed =
                IntStream.range(0, statements.size())
                        .boxed()
                        .filter(i -> clocks.get(i) != null)
                        .sorted(Comparator.comparing(i -> at(i).last))
                        .toList();
        note();
    }

    /** The statements that no other one follows, in their order; at least one. */
    static List<Statement> lastOf(List<Statement> statements) {
        return statements.size() == 1 || statements.stream().allMatch(Succession::isBare)
                ? statements
                : new Succession(statements).last();
    }

    private static boolean isBare(Statement statement) {
        return statement.account().stream()
                .allMatch(report -> report.saidAt() == null && report.mentions().earlier() == null);
    }

    private List<Statement> last() {
        var last = new ArrayList<Statement>();
        for (var i = 0; i < statements.size(); i++) {
            if (!isFollowed(i)) {
                last.add(statements.get(i));
            }
        }
        return last;
    }

    /**
     * Whether a later statement is known. Circles are only possible if reports name earlier
     * utterances.
     */
    private boolean isFollowed(int one) {
        if (!told) {
            return latest != null && clocks.get(one) != null && at(one).last.isBefore(latest);
        }
        var later = new BitSet();
        followers.get(one).forEach(later::set);
        if (clocks.get(one) != null) {
            timed.stream().filter(other -> isBefore(one, other)).forEach(later::set);
        }
        if (!later.isEmpty()) {
            later.andNot(before(one));
        }
        return !later.isEmpty();
    }

    /** Returns all statements that this one follows, directly or through others. */
    private BitSet before(int one) {
        var reached = new BitSet();
        var next = new ArrayDeque<>(List.of(one));
        var earlier = 0;
        while (!next.isEmpty()) {
            var here = next.poll();
            var found = new ArrayList<>(forerunners.get(here));
            while (clocks.get(here) != null
                    && earlier < timed.size()
                    && isBefore(timed.get(earlier), here)) {
                found.add(timed.get(earlier++));
            }
            for (var other : found) {
                if (!reached.get(other)) {
                    reached.set(other);
                    next.add(other);
                }
            }
        }
        return reached;
    }

    /**
     * Notes which statements follow others according to their reports. Ignores an utterance that is
     * not in this turn, and a report that contradicts the instants.
     */
    private void note() {
        var named = new HashMap<Utterance, List<Integer>>();
        for (var i = 0; i < statements.size(); i++) {
            var utterance = statements.get(i).utterance();
            if (utterance != null) {
                named.computeIfAbsent(utterance, _ -> new ArrayList<>()).add(i);
            }
        }
        for (var i = 0; i < statements.size(); i++) {
            for (var report : statements.get(i).account()) {
                for (var earlier : named(report, named)) {
                    if (earlier != i && !isBefore(i, earlier) && !isBefore(earlier, i)) {
                        followers.get(earlier).add(i);
                        forerunners.get(i).add(earlier);
                        told = true;
                    }
                }
            }
        }
    }

    private static List<Integer> named(Facts report, Map<Utterance, List<Integer>> named) {
        var earlier = report.mentions().earlier();
        return earlier == null ? List.of() : named.getOrDefault(earlier, List.of());
    }

    private boolean isBefore(int one, int other) {
        return clocks.get(one) != null
                && clocks.get(other) != null
                && at(one).last.isBefore(at(other).first);
    }

    private Clock at(int one) {
        return Objects.requireNonNull(clocks.get(one));
    }

    private static @Nullable Clock clock(Statement statement) {
        var instants =
                statement.account().stream().map(Facts::saidAt).filter(Objects::nonNull).toList();
        return instants.isEmpty()
                ? null
                : new Clock(Collections.min(instants), Collections.max(instants));
    }
}
