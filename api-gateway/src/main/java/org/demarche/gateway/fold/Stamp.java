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
 * @param registryNext 0 where the registry has no part in it
 */
record Stamp(Map<Subject, Long> changes, long registryNext) {

    /** To be taken before anything is read. */
    static Stamp of(View view, List<Subject> members, long registryNext) {
        var changes = new TreeMap<Subject, Long>();
        members.forEach(member -> changes.put(member, view.changes(member)));
        return new Stamp(changes, registryNext);
    }
}
