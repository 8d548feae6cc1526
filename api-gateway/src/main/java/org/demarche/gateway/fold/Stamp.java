package org.demarche.gateway.fold;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.gateway.view.View;
import org.demarche.model.Subject;

/**
 * What a fold was made of: while it is the same, so is the fold.
 *
 * @param changes of each actor and issue that is folded in it
 * @param groupings the registry's, by which it was made; 0 where they have no part in it
 */
record Stamp(Map<Subject, Long> changes, long groupings) {

    /** To be taken before anything is read. */
    static Stamp of(View view, List<Subject> members, long groupings) {
        var changes = new TreeMap<Subject, Long>();
        members.forEach(member -> changes.put(member, view.changes(member)));
        return new Stamp(changes, groupings);
    }
}
