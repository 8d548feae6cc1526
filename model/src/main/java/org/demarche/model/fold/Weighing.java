package org.demarche.model.fold;

import java.util.List;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;

/**
 * The support of a stance, and the rest, which is outweighed: statements of another stance, and
 * reports that do not give the account that counts.
 *
 * @param outweighed the outweighed rest; null if the rule counts all
 */
public record Weighing(Support counted, @Nullable Support outweighed) {

    static Weighing of(List<Statement> statements, @Nullable Stance stance) {
        var counted = new ReportCount();
        var outweighed = new ReportCount();
        var number = 0;
        for (var statement : statements) {
            var reports = statement.reports();
            if (statement.taken() != stance) {
                outweighed.add(reports);
            } else if (statement.account().size() == reports.size()) {
                number++;
                counted.add(reports);
            } else {
                number++;
                for (var report : reports) {
                    (statement.isDecisive(report) ? counted : outweighed).add(report);
                }
            }
        }
        return new Weighing(
                counted.support(number), outweighed.support(statements.size() - number));
    }
}
