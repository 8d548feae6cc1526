package org.demarche.gateway.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.EvidenceRecord;
import org.demarche.gateway.evidence.RetractionPlace;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** Finds the reports that were retracted, the last one first. */
public final class Retractions {

    /** The most retractions that are looked at for one page. */
    private static final int MOST_SEEN = 20_000;

    /**
     * @param stopped the last retraction that was looked at, if the search stopped at the limit for
     *     one page; otherwise null
     */
    public record Found(List<RetractedReport> reports, @Nullable RetractionPlace stopped) {

        public Found {
            reports = List.copyOf(reports);
        }
    }

    private final Registry registry;
    private final Evidence evidence;

    public Retractions(Registry registry, Evidence evidence) {
        this.registry = registry;
        this.evidence = evidence;
    }

    /**
     * @param actors the actors wanted; empty for all
     * @param issues the issues wanted; empty for all
     * @param after the list begins after this place; null for the beginning
     */
    public Found latest(
            SeenVersion seen,
            PointInTime time,
            Set<String> actors,
            Set<String> issues,
            @Nullable RetractionPlace after,
            int most) {
        var found = new ArrayList<RetractedReport>();
        var events = new HashMap<ReportId, List<EvidenceRecord>>();
        var walk =
                new Object() {
                    int looked;
                    @Nullable RetractionPlace stopped;
                };
        evidence.retractions(
                after,
                seen.horizon(),
                place -> {
                    var subject = current(place);
                    if (time.knows(place.recorded())
                            && isAmong(actors, subject.actor())
                            && isAmong(issues, subject.issue())) {
                        var records =
                                events
                                        .computeIfAbsent(
                                                place.report(),
                                                report -> evidence.of(report, seen.horizon()))
                                        .stream()
                                        .filter(record -> time.knows(record.recorded()))
                                        .toList();
                        RetractedReport.of(place, subject, records).ifPresent(found::add);
                    }
                    walk.looked++;
                    if (walk.looked == MOST_SEEN) {
                        walk.stopped = place;
                    }
                    return found.size() < most && walk.stopped == null;
                });
        return new Found(found, walk.stopped);
    }

    private static boolean isAmong(Set<String> wanted, String id) {
        return wanted.isEmpty() || wanted.contains(id);
    }

    private Subject current(RetractionPlace place) {
        return new Subject(
                registry.canonical(EntryType.ACTOR, place.report().holder()),
                registry.canonical(EntryType.ISSUE, place.report().issue()));
    }
}
