package org.demarche.ingest.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.demarche.http.Problem;
import org.demarche.http.ProblemResponses;
import org.demarche.http.Refusal;
import org.demarche.ingest.Startup;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.amending.AmendmentIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.lines.OutcomeMeters;
import org.demarche.ingest.lines.ReceiptJson;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Parameters;
import org.demarche.log.Token;

/**
 * {@code POST /v1/reports/{id}/corrections} takes the whole corrected body of a report, with {@code
 * register} as for a new one. {@code POST /v1/reports/{id}/retractions} takes the reason of a
 * retraction.
 */
@Controller("/v1/reports/{id}")
@Consumes(MediaType.ALL)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AmendmentController {

    private final AmendmentIntake intake;
    private final Startup startup;
    private final BodyReader bodies;
    private final OutcomeMeters tally;

    AmendmentController(
            AmendmentIntake intake, Startup startup, BodyReader bodies, OutcomeMeters tally) {
        this.intake = intake;
        this.startup = startup;
        this.bodies = bodies;
        this.tally = tally;
    }

    @Post("/corrections")
    HttpResponse<?> correct(HttpRequest<?> request, @PathVariable String id) {
        requireJson(request);
        var registering =
                Registering.of(
                        Parameters.of(request, List.of(Registering.REGISTER, Registering.FORCE)));
        requireOpen(request);
        return answer(intake.correct(id, bodies.whole(request), registering));
    }

    @Post("/retractions")
    HttpResponse<?> retract(HttpRequest<?> request, @PathVariable String id) {
        requireJson(request);
        Parameters.of(request, List.of());
        requireOpen(request);
        return answer(intake.retract(id, bodies.whole(request)));
    }

    private static void requireJson(HttpRequest<?> request) {
        var type = request.getContentType().map(MediaType::getName).orElse("");
        if (!type.equals(MediaType.APPLICATION_JSON)) {
            throw new Refusal(Problem.unsupported(type, MediaType.APPLICATION_JSON));
        }
    }

    private void requireOpen(HttpRequest<?> request) {
        if (request.getHeaders().contains(ReportController.IDEMPOTENCY_KEY)) {
            throw new Refusal(
                    Problem.parameter(
                            ReportController.IDEMPOTENCY_KEY,
                            "is for a new report: leave it out. The address names this report, and you may send the same again"));
        }
        startup.requireOpen();
    }

    private HttpResponse<?> answer(CompletableFuture<Amended> amendment) {
        try {
            var amended = tally.countAmendment(amendment).join();
            return HttpResponse.status(HttpStatus.valueOf(ReceiptJson.status(amended)))
                    .header(HttpHeaders.LOCATION, "/v1/reports/" + amended.report())
                    .header(Token.HEADER, amended.token().toString())
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(ReceiptJson.of(amended));
        } catch (CompletionException e) {
            return ProblemResponses.of(Refusal.problemOf(e));
        }
    }
}
