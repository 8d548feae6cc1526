package org.demarche.gateway.fold;

import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.Shift;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/**
 * When the log had each shift of an actor on an issue: with the first report of the later one of
 * its two accounts or, if a statement stood between them, with the event that took it away. Only
 * the last such events are looked at, because each needs a fold.
 */
final class Learning {

    /** The most events that the folds for one actor and issue read together. */
    private static final int MOST_EVENTS = 20_000;

    private static final int MOST_FOLDS = 20;

    private record Account(StatementId statement, @Nullable Stance stance) {}

    /** What a reader takes for the same shift. */
    private record Identity(Shift.Kind kind, @Nullable StatementId from, StatementId to) {

        static Identity of(Shift shift) {
            var from = shift.from();
            return new Identity(
                    shift.kind(), from == null ? null : from.statement(), shift.to().statement());
        }
    }

    private final List<ReportEvent> events;
    private final Function<PointInTime, List<Shift>> shifts;
    private final PointInTime time;
    private final Map<Account, Instant> accounts = new HashMap<>();
    private final Map<StatementId, Instant> statements = new HashMap<>();

    /**
     * @param events in the order in which they were recorded
     * @param shifts as they were known at another time
     */
    Learning(
            List<ReportEvent> events, Function<PointInTime, List<Shift>> shifts, PointInTime time) {
        this.events = events.stream().filter(event -> time.knows(event.recorded())).toList();
        this.shifts = shifts;
        this.time = time;
        this.events.forEach(this::note);
    }

    private void note(ReportEvent event) {
        var body = body(event);
        if (body != null) {
            var statement = StatementId.of(body, event.recorded());
            statements.putIfAbsent(statement, event.recorded());
            accounts.putIfAbsent(new Account(statement, body.stance()), event.recorded());
        }
    }

    Map<Shift, Instant> learned() {
        var learned = new LinkedHashMap<Shift, Instant>();
        shifts.apply(time).forEach(shift -> learned.put(shift, accounts(shift)));
        var open = new HashSet<>(learned.keySet());
        for (var taken : removals()) {
            open.removeIf(shift -> !requireNonNull(learned.get(shift)).isBefore(taken));
            if (open.isEmpty()) {
                break;
            }
            var before = before(taken);
            open.removeIf(
                    shift -> {
                        var isNew = !before.contains(Identity.of(shift));
                        if (isNew) {
                            learned.put(shift, taken);
                        }
                        return isNew;
                    });
        }
        return learned;
    }

    private Instant accounts(Shift shift) {
        var to = account(shift.to());
        var from = shift.from() == null ? to : account(shift.from());
        return from.isAfter(to) ? from : to;
    }

    /** A side may have a stance that none of its reports gives alone. */
    private Instant account(Shift.Side side) {
        var account = accounts.get(new Account(side.statement(), side.stance()));
        return account == null ? requireNonNull(statements.get(side.statement())) : account;
    }

    /** The last instants at which a statement may have gone, the last one first. */
    private List<Instant> removals() {
        return events.stream()
                .filter(Learning::mayRemove)
                .map(ReportEvent::recorded)
                .distinct()
                .sorted(reverseOrder())
                .limit(Math.clamp(MOST_EVENTS / Math.max(1, events.size()), 1, MOST_FOLDS))
                .toList();
    }

    private static boolean mayRemove(ReportEvent event) {
        return switch (event) {
            case Filed filed -> filed.body().denies() != null;
            case Corrected _, Retracted _ -> true;
        };
    }

    private Set<Identity> before(Instant instant) {
        var before = new PointInTime(time.asOf(), instant.minusNanos(1), time.uncertain());
        var identities = new HashSet<Identity>();
        shifts.apply(before).forEach(shift -> identities.add(Identity.of(shift)));
        return identities;
    }

    private static @Nullable Report body(ReportEvent event) {
        return switch (event) {
            case Filed filed -> filed.body();
            case Corrected corrected -> corrected.body();
            case Retracted _ -> null;
        };
    }
}
