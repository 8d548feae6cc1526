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

/** Finds the reports that were taken back, the last one first. */
public final class Retractions {

    /** One page looks at no more retractions. */
    private static final int MOST_SEEN = 20_000;

    /**
     * @param stopped the last place that was looked at, if there may be more behind it than one
     *     page looks at
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
     * @param actors under whom they were filed; empty for everybody
     * @param issues on what; empty for everything
     * @param after the place before the first one wanted; null for the beginning
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
