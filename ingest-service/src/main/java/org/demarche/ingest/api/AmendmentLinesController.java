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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.Startup;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.amending.AmendmentIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.lines.OutcomeMeters;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.lines.ResultWriter;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Parameters;

/**
 * {@code POST /v1/corrections} and {@code POST /v1/retractions} take many corrections or
 * retractions as NDJSON. Each line is the body of one request, and names its report in {@code
 * report}. The answer has one result per line. The parameters are those of {@code POST
 * /v1/reports}, but only corrections register names.
 *
 * <p>The lines about one report are taken in their order.
 */
@Controller("/v1")
@Consumes(MediaType.ALL)
@Produces(ReportStream.NDJSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AmendmentLinesController {

    private static final String RESULTS = "results";

    private final AmendmentIntake intake;
    private final Startup startup;
    private final BodyReader bodies;
    private final OutcomeMeters tally;

    AmendmentLinesController(
            AmendmentIntake intake, Startup startup, BodyReader bodies, OutcomeMeters tally) {
        this.intake = intake;
        this.startup = startup;
        this.bodies = bodies;
        this.tally = tally;
    }

    @Post("/corrections")
    HttpResponse<?> correct(HttpRequest<?> request) {
        requireNdjson(request);
        var parameters =
                Parameters.of(request, List.of(Registering.REGISTER, Registering.FORCE, RESULTS));
        var registering = Registering.of(parameters);
        return answer(request, parameters, line -> intake.correct(line, registering));
    }

    @Post("/retractions")
    HttpResponse<?> retract(HttpRequest<?> request) {
        requireNdjson(request);
        var parameters = Parameters.of(request, List.of(RESULTS));
        return answer(request, parameters, intake::retract);
    }

    private static void requireNdjson(HttpRequest<?> request) {
        var type = request.getContentType().map(MediaType::getName).orElse("");
        if (!type.equals(ReportStream.NDJSON)) {
            throw new Refusal(Problem.unsupported(type, ReportStream.NDJSON));
        }
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request,
            Parameters parameters,
            Function<byte[], CompletableFuture<Amended>> take) {
        var errorsOnly = parameters.oneOf(RESULTS, "all", "errors").equals("errors");
        if (request.getHeaders().contains(ReportController.IDEMPOTENCY_KEY)) {
            throw new Refusal(
                    Problem.parameter(
                            ReportController.IDEMPOTENCY_KEY,
                            "is for a new report: leave it out. Each line names its report, and you may send the same again"));
        }
        startup.requireOpen();
        return ReportStream.answer(
                bodies.lines(request, BodyReader.LONGEST_BODY),
                line -> tally.countAmendment(take.apply(line)).thenApply(LineResult.Change::new),
                new ResultWriter(errorsOnly),
                tally);
    }
}
