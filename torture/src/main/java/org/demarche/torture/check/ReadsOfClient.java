package org.demarche.torture.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.torture.check.ClientStep.Failed;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.ClientStep.Saw;
import org.demarche.torture.check.ClientStep.Wrote;
import org.demarche.torture.check.RecordedRun.RollBack;
import org.jspecify.annotations.Nullable;

/**
 * Checks the reads of a client that sends all its tokens. After each step, it keeps how much of the
 * log the next answer must have.
 */
final class ReadsOfClient {

    /**
     * The longest time from the answer to a roll back until a gateway serves the earlier version.
     */
    private static final long SWAP_NANOS = 30_000_000_000L;

    private final Map<ActorAndIssue, PairPast> pasts;
    private final Map<String, List<LoggedChange>> events;
    private final List<RollBack> rollBacks;
    private final Verdict verdict;

    /** The ends of the log after the client's own writes, by partition. */
    private final Map<Integer, Long> written = new HashMap<>();

    /** The lowest ends of the log that the next answers may have, by partition. */
    private final Map<Integer, Long> seen = new HashMap<>();

    private @Nullable Saw before;

    ReadsOfClient(
            Map<ActorAndIssue, PairPast> pasts,
            Map<String, List<LoggedChange>> events,
            List<RollBack> rollBacks,
            Verdict verdict) {
        this.pasts = pasts;
        this.events = events;
        this.rollBacks = rollBacks;
        this.verdict = verdict;
    }

    void check(List<ClientStep> steps) {
        for (var step : steps) {
            switch (step) {
                case Wrote write -> remember(write);
                case Saw read -> check(read);
                case Failed(var fault) -> verdict.add(Guarantee.ANSWERED, fault);
            }
        }
    }

    private void remember(Wrote write) {
        if (write.fate() != Fate.ACKNOWLEDGED) return;
        for (var event : events.getOrDefault(write.name(), List.of())) {
            written.merge(event.partition(), event.offset() + 1, Math::max);
        }
    }

    private void check(Saw read) {
        var past = pasts.getOrDefault(read.subject(), new PairPast(0));
        if (past.find(read.document(), 0) < 0) {
            verdict.add(Guarantee.FOLDED, "no end of the log gives the document " + read);
            return;
        }
        if (!read.withToken()) return;
        var place = past.partition();
        var own = written.getOrDefault(place, 0L);
        var known = seen.getOrDefault(place, 0L);
        var end = past.find(read.document(), Math.max(own, known));
        if (end >= 0) {
            seen.merge(place, end, Math::max);
        } else if (past.find(read.document(), own) < 0) {
            verdict.add(
                    Guarantee.OWN_WRITES,
                    "%s is older than offset %d, which the client has written"
                            .formatted(read, own));
        } else {
            verdict.add(
                    Guarantee.FORWARD,
                    "%s is older than offset %d, which the client has seen".formatted(read, known));
        }
        checkVersion(read);
    }

    private void checkVersion(Saw read) {
        var last = before;
        before = read;
        if (last == null || read.version() >= last.version()) return;
        var rolledBack =
                rollBacks.stream()
                        .anyMatch(
                                back ->
                                        back.to() == read.version()
                                                && back.asked() < read.ended()
                                                && back.answered() + SWAP_NANOS > last.begun());
        if (!rolledBack) {
            verdict.add(
                    Guarantee.FORWARD,
                    "%s comes after an answer of version %d".formatted(read, last.version()));
        }
    }
}
