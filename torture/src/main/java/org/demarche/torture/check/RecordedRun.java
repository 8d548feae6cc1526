package org.demarche.torture.check;

import java.util.List;
import java.util.Map;

/**
 * All that is known of a run when it has ended.
 *
 * @param clients the steps of each client, in their order
 * @param log every event that can be read, partition by partition in the order of offsets
 * @param rollBacks the roll backs of the live version
 * @param views the documents that are served at the end, one view for each version of the positions
 * @param tallies the documents of a declared count, by their keys
 * @param marks the marks in each partition of each version's view, in the order of their commits
 */
public record RecordedRun(
        List<List<ClientStep>> clients,
        List<LoggedChange> log,
        List<RollBack> rollBacks,
        List<View> views,
        Map<String, Integer> tallies,
        Map<String, List<Long>> marks) {

    /**
     * A step from a version back to an earlier one.
     *
     * @param to the number of the version
     * @param asked the time of the request; {@code asked} and {@code answered} are by
     *     System.nanoTime
     */
    public record RollBack(int to, long asked, long answered) {}

    /**
     * The documents of a version.
     *
     * @param positions the positions, by actor and issue
     * @param shifts the shifts, by key
     */
    public record View(
            String name,
            Map<ActorAndIssue, PairDocument> positions,
            Map<String, FoldedShift> shifts) {}

    public RecordedRun {
        clients = clients.stream().map(List::copyOf).toList();
        log = List.copyOf(log);
        rollBacks = List.copyOf(rollBacks);
        views = List.copyOf(views);
        tallies = Map.copyOf(tallies);
        marks = Map.copyOf(marks);
    }
}
