package org.demarche.ingest.lines;

import java.util.concurrent.CompletableFuture;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.amending.AmendmentIntake;
import org.demarche.ingest.filing.Receipt;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;

/**
 * Takes the lines of a request with many reports. A line with the id of a filed report as {@code
 * report} is the content of that report: see {@link AmendmentIntake#amend}. Any other line is a new
 * report.
 */
public final class LineIntake {

    private final ReportIntake intake;
    private final AmendmentIntake amendments;
    private final OutcomeMeters tally;

    public LineIntake(ReportIntake intake, AmendmentIntake amendments, OutcomeMeters tally) {
        this.intake = intake;
        this.amendments = amendments;
        this.tally = tally;
    }

    /**
     * @param registering the treatment of unknown names
     * @param dryRun whether only the outcome is returned, and nothing is written
     * @return the outcome; fails with a {@link Refusal}
     */
    public CompletableFuture<LineResult> take(
            byte[] line, Registering registering, boolean dryRun) {
        try {
            var fields = Fields.of(line);
            if (fields.has("report")) {
                var amended = amendments.amend(fields, line, registering, dryRun);
                return (dryRun ? amended : tally.countAmendment(amended))
                        .thenApply(LineResult.Change::new);
            }
            return (dryRun
                            ? intake.foresee(fields, registering)
                            : tally.count(intake.take(fields, null, registering)))
                    .thenApply(LineResult.Report::new);
        } catch (MalformedJson e) {
            return refused(Problem.malformed(String.valueOf(e.getMessage())), dryRun);
        } catch (InvalidBody e) {
            return refused(Problem.invalid(e.violations()), dryRun);
        } catch (Refusal e) {
            return refused(e.problem(), dryRun);
        }
    }

    private CompletableFuture<LineResult> refused(Problem problem, boolean dryRun) {
        var refused = CompletableFuture.<Receipt>failedFuture(new Refusal(problem));
        return (dryRun ? refused : tally.count(refused)).thenApply(LineResult.Report::new);
    }
}
