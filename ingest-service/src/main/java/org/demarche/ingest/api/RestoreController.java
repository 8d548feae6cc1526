package org.demarche.ingest.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.demarche.http.Problem;
import org.demarche.http.ProblemResponses;
import org.demarche.ingest.Startup;
import org.demarche.ingest.lines.OutcomeMeters;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.lines.ResultWriter;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Parameters;
import org.demarche.ingest.restoring.RestoreIntake;
import org.demarche.ingest.restoring.RestoreLog;
import org.demarche.log.export.ExportLine;

/**
 * {@code POST /v1/restore}: takes the lines of exports of the registry and of the log, and writes
 * them into a log that is empty or has only restored events. With any other log it answers 409. It
 * returns one result per line, and takes {@code results=errors}, like {@code POST /v1/reports}. A
 * repeated line changes nothing.
 */
@Controller("/v1/restore")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreController {

    private final RestoreIntake intake;
    private final RestoreLog restoreLog;
    private final Startup startup;
    private final BodyReader bodies;
    private final OutcomeMeters tally;

    RestoreController(
            RestoreIntake intake,
            RestoreLog restoreLog,
            Startup startup,
            BodyReader bodies,
            OutcomeMeters tally) {
        this.intake = intake;
        this.restoreLog = restoreLog;
        this.startup = startup;
        this.bodies = bodies;
        this.tally = tally;
    }

    @Post
    @Consumes(MediaType.ALL)
    @Produces(ReportStream.NDJSON)
    HttpResponse<?> restore(HttpRequest<?> request) {
        var type = request.getContentType().map(MediaType::getName).orElse("");
        if (!type.equals(ReportStream.NDJSON)) {
            return ProblemResponses.of(Problem.unsupported(type, ReportStream.NDJSON));
        }
        var parameters = Parameters.of(request, List.of("results"));
        var errorsOnly = parameters.oneOf("results", "all", "errors").equals("errors");
        startup.requireOpen();
        restoreLog.requireRestorable();
        return ReportStream.answer(
                bodies.lines(request, ExportLine.LONGEST),
                intake::take,
                new ResultWriter(errorsOnly),
                tally);
    }
}
