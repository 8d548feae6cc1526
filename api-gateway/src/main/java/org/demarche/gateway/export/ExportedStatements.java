package org.demarche.gateway.export;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.demarche.model.Subject;
import org.demarche.model.explain.StatementEvidence;

/**
 * Iterates over the statements of many actors and issues. The statements of a pair are in the order
 * of the fold. Only those of one pair are in memory. All statements are as the version had them
 * when the export began.
 */
final class ExportedStatements implements Iterator<StatementEvidence> {

    private final Iterator<Subject> subjects;
    private final Function<Subject, List<StatementEvidence>> evidence;
    private Iterator<StatementEvidence> statements = List.<StatementEvidence>of().iterator();

    ExportedStatements(
            Iterator<Subject> subjects, Function<Subject, List<StatementEvidence>> evidence) {
        this.subjects = subjects;
        this.evidence = evidence;
    }

    @Override
    public boolean hasNext() {
        while (!statements.hasNext() && subjects.hasNext()) {
            statements = evidence.apply(subjects.next()).iterator();
        }
        return statements.hasNext();
    }

    @Override
    public StatementEvidence next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return statements.next();
    }
}
