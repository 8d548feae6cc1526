package org.demarche.torture.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.torture.check.ClientStep.Fate;
import org.demarche.torture.check.RecordedRun.RollBack;
import org.demarche.torture.check.RecordedRun.View;

/**
 * A small run without a fault, written down as a correct stack would have it: two clients, three
 * reports, a correction, a retraction, a refused write, and one of which nobody knows. A test
 * changes one thing in it.
 */
final class ClientsAndLog {

    static final ActorAndIssue TOLL = new ActorAndIssue("arvenia", "canal-toll");
    private static final int PARTITION = 3;

    final List<ClientStep> first = new ArrayList<>();
    final List<ClientStep> second = new ArrayList<>();
    final List<LoggedChange> log = new ArrayList<>();
    final List<RollBack> rollBacks = new ArrayList<>();
    final Map<ActorAndIssue, PairDocument> positions = new HashMap<>();
    final Map<String, FoldedShift> shifts;
    final Map<String, Integer> tallies = new HashMap<>();
    final List<Long> marks = new ArrayList<>(List.of(2L, 2L, 5L));
    private long clock;

    ClientsAndLog() {
        write(first, "a", ReportChange.FILING, "r1", content("favor", 1));
        saw(first, 3);
        write(second, "b", ReportChange.FILING, "r2", content("against", 2));
        saw(second, 3);
        write(first, "c", ReportChange.CORRECTION, "r1", content("none", 3));
        second.add(new ClientStep.Wrote("d", report("r9"), ReportChange.FILING, Fate.REFUSED, ""));
        second.add(new ClientStep.Wrote("e", report("r8"), ReportChange.FILING, Fate.UNKNOWN, ""));
        write(second, "f", ReportChange.FILING, "r3", content("against", 4));
        write(second, "g", ReportChange.RETRACTION, "r2", null);
        saw(first, 3);
        saw(second, 3);
        positions.put(TOLL, document(log.size()));
        shifts = new HashMap<>(fold(log.size()).shifts(TOLL));
        fold(log.size())
                .tally()
                .forEach((stance, count) -> tallies.put(Checker.tallyKey(TOLL, stance), count));
    }

    static String report(String id) {
        return "arvenia.canal-toll." + id;
    }

    static Content content(String stance, int day) {
        return new Content(stance, LocalDate.of(2024, 5, day), "courier");
    }

    private void write(
            List<ClientStep> client, String name, ReportChange change, String id, Content content) {
        client.add(new ClientStep.Wrote(name, report(id), change, Fate.ACKNOWLEDGED, ""));
        log(name, change, id, content);
    }

    void log(String name, ReportChange change, String id, Content content) {
        log.add(new LoggedChange(PARTITION, log.size(), name, report(id), change, TOLL, content));
    }

    /** A read with tokens of all that is in the log. */
    void saw(List<ClientStep> client, int version) {
        saw(client, version, document(log.size()));
    }

    void saw(List<ClientStep> client, int version, PairDocument document) {
        client.add(new ClientStep.Saw(TOLL, true, clock++, clock++, version, document));
    }

    void rolledBack(int to) {
        rollBacks.add(new RollBack(to, clock++, clock++));
    }

    /** The position after so many events. */
    PairDocument document(int events) {
        return fold(events).document();
    }

    private PairFold fold(int events) {
        var fold = new PairFold();
        log.subList(0, events).forEach(fold::apply);
        return fold;
    }

    Verdict check() {
        return Checker.check(
                new RecordedRun(
                        List.of(first, second),
                        log,
                        rollBacks,
                        List.of(new View("positions/3", positions, shifts)),
                        tallies,
                        Map.of("positions/3 ~3", marks)));
    }
}
