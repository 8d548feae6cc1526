package org.demarche.ingest.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.ProblemResponses;
import org.demarche.http.Refusal;
import org.demarche.ingest.Startup;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.lines.IncomingLines;
import org.demarche.ingest.lines.IncomingRows;
import org.demarche.ingest.lines.LineIntake;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.lines.OutcomeMeters;
import org.demarche.ingest.lines.ReceiptJson;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.lines.ResultWriter;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.LineReader;
import org.demarche.ingest.request.Parameters;
import org.demarche.log.Token;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/reports}: one report as JSON, or many as NDJSON, one per line, or as CSV, one per
 * row.
 *
 * <p>Parameters: {@code register} and {@code force}, see {@link Registering}; {@code
 * results=errors} (for many reports) returns only failures, lines that registered a name or have a
 * warning, and the summary. A client that sends everything before it reads needs {@code
 * results=errors}. {@code dryRun=true} (for many reports) returns the results that the reports
 * would have, and writes nothing.
 */
@Controller("/v1/reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final ReportIntake intake;
    private final LineIntake lines;
    private final Startup startup;
    private final BodyReader bodies;
    private final OutcomeMeters tally;

    ReportController(
            ReportIntake intake,
            LineIntake lines,
            Startup startup,
            BodyReader bodies,
            OutcomeMeters tally) {
        this.intake = intake;
        this.lines = lines;
        this.startup = startup;
        this.bodies = bodies;
        this.tally = tally;
    }

    @Post
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, ReportStream.NDJSON})
    HttpResponse<?> file(HttpRequest<?> request) {
        var type = request.getContentType().map(MediaType::getName).orElse("");
        return switch (type) {
            case MediaType.APPLICATION_JSON -> fileOne(request);
            case ReportStream.NDJSON, IncomingRows.CSV -> fileAll(request, type);
            default ->
                    ProblemResponses.of(
                            Problem.unsupported(
                                    type,
                                    MediaType.APPLICATION_JSON,
                                    ReportStream.NDJSON,
                                    IncomingRows.CSV));
        };
    }

    private HttpResponse<?> fileOne(HttpRequest<?> request) {
        var parameters = Parameters.of(request, List.of(Registering.REGISTER, Registering.FORCE));
        var registering = Registering.of(parameters);
        var key = key(request);
        startup.requireOpen();
        try {
            var receipt = tally.count(intake.take(bodies.whole(request), key, registering)).join();
            return HttpResponse.status(HttpStatus.valueOf(ReceiptJson.status(receipt)))
                    .header(HttpHeaders.LOCATION, "/v1/reports/" + receipt.report())
                    .header(Token.HEADER, receipt.token().toString())
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(ReceiptJson.of(receipt));
        } catch (CompletionException e) {
            return ProblemResponses.of(Refusal.problemOf(e));
        }
    }

    private HttpResponse<?> fileAll(HttpRequest<?> request, String type) {
        var parameters =
                Parameters.of(
                        request,
                        List.of(Registering.REGISTER, Registering.FORCE, "results", "dryRun"));
        var registering = Registering.of(parameters);
        var errorsOnly = parameters.oneOf("results", "all", "errors").equals("errors");
        var dryRun = parameters.oneOf("dryRun", "false", "true").equals("true");
        if (request.getHeaders().contains(IDEMPOTENCY_KEY)) {
            throw new Refusal(
                    Problem.parameter(
                            IDEMPOTENCY_KEY, "is for one report: give each line an id instead"));
        }
        startup.requireOpen();
        Function<byte[], CompletableFuture<LineResult>> take =
                line -> lines.take(line, registering, dryRun);
        var incoming =
                type.equals(IncomingRows.CSV)
                        ? rows(request, take)
                        : new IncomingLines(bodies.lines(request, BodyReader.LONGEST_BODY), take);
        return ReportStream.answer(incoming, ResultWriter.mixed(errorsOnly, dryRun), tally);
    }

    private IncomingRows rows(
            HttpRequest<?> request, Function<byte[], CompletableFuture<LineResult>> take) {
        var charset = charset(request);
        var in = bodies.rows(request);
        try {
            return IncomingRows.open(in, charset, take);
        } catch (LineReader.Trickle e) {
            in.release();
            throw new Refusal(Problem.tooSlow(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            in.release();
            throw new Refusal(Problem.unreadable("The body cannot be read: " + e.getMessage()));
        } catch (RuntimeException e) {
            in.release();
            throw e;
        }
    }

    private static Charset charset(HttpRequest<?> request) {
        var named = request.getContentType().flatMap(type -> type.getParameters().get("charset"));
        try {
            return named.map(Charset::forName).orElse(UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "The charset '%s' is unknown: send the rows in UTF-8"
                                    .formatted(named.orElse(""))));
        }
    }

    private static @Nullable String key(HttpRequest<?> request) {
        var key = request.getHeaders().get(IDEMPOTENCY_KEY);
        if (key != null && !ReportId.isToken(key)) {
            throw new Refusal(
                    Problem.parameter(IDEMPOTENCY_KEY, "must be 1 to 64 of A-Z a-z 0-9 _ -"));
        }
        return key;
    }
}
