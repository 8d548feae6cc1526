package org.demarche.gateway.fold;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.model.Subject;

/**
 * Identifies the input of a fold: an equal stamp means an equal fold.
 *
 * @param last of each actor and issue that is folded in it, where the last record lies that it has
 * @param groupings the registry's, by which it was made; 0 where they have no part in it
 */
record Stamp(Map<Subject, Map<Integer, Long>> last, long groupings) {

    static Stamp of(Evidence evidence, Horizon horizon, List<Subject> members, long groupings) {
        var last = new TreeMap<Subject, Map<Integer, Long>>();
        members.forEach(member -> last.put(member, evidence.last(member, horizon)));
        return new Stamp(last, groupings);
    }
}
