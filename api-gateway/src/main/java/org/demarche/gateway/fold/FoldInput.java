package org.demarche.gateway.fold;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.model.Subject;

/**
 * Identifies the input of a fold. Folds with equal inputs are equal.
 *
 * @param last the offset of the last record, by pair (actor and issue) and then by partition
 * @param groupings the revision of the registry's groupings; 0 if the fold does not depend on them
 */
record FoldInput(Map<Subject, Map<Integer, Long>> last, long groupings) {

    static FoldInput of(Evidence evidence, Horizon horizon, List<Subject> members, long groupings) {
        var last = new TreeMap<Subject, Map<Integer, Long>>();
        members.forEach(member -> last.put(member, evidence.last(member, horizon)));
        return new FoldInput(last, groupings);
    }
}
