package org.demarche.gateway.export;

import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.gateway.view.View;
import org.demarche.model.StatementEvidence;

/**
 * The statements of many actors and issues, by actor, then issue, each in the order of the fold.
 * There are never more at hand than those of one actor and issue, each as the view has them when
 * their turn comes.
 */
final class Statements implements Iterator<StatementEvidence> {

    private static final int PAIRS_AT_ONCE = 100;

    private final View view;
    private final NavigableSet<String> actors;
    private final NavigableSet<String> issues;
    private final BiFunction<String, String, List<StatementEvidence>> evidence;
    private String lastActor = "";
    private String lastIssue = "";
    private Iterator<StoredPosition> pairs = List.<StoredPosition>of().iterator();
    private Iterator<StatementEvidence> statements = List.<StatementEvidence>of().iterator();

    /**
     * @param actors whose; empty for everybody's
     * @param issues on what; empty for everything
     * @param evidence of an actor and an issue
     */
    Statements(
            View view,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            BiFunction<String, String, List<StatementEvidence>> evidence) {
        this.view = view;
        this.actors = actors;
        this.issues = issues;
        this.evidence = evidence;
    }

    @Override
    public boolean hasNext() {
        while (!statements.hasNext()) {
            if (!pairs.hasNext()) {
                pairs =
                        view.positions(actors, issues, lastActor, lastIssue, PAIRS_AT_ONCE)
                                .iterator();
            }
            if (!pairs.hasNext()) {
                return false;
            }
            var pair = pairs.next();
            lastActor = pair.actor();
            lastIssue = pair.issue();
            statements = evidence.apply(lastActor, lastIssue).iterator();
        }
        return true;
    }

    @Override
    public StatementEvidence next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return statements.next();
    }
}
