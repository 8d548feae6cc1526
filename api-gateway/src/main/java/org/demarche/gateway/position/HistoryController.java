package org.demarche.gateway.position;

import static org.demarche.gateway.read.Query.plus;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.function.BiFunction;
import org.demarche.gateway.fold.SubjectFold;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Csv;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;

/**
 * Reads the history and the explanation of a position, and folds them for each read. For a known
 * actor and issue without reports, both are empty.
 */
@Controller("/v1/actors/{actorName}/positions/{issueName}")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {

    private static final Set<String> PARAMETERS = plus(ReadTerms.ALL, Query.LIMIT, Query.CURSOR);

    private final SubjectFolds folds;

    HistoryController(SubjectFolds folds) {
        this.folds = folds;
    }

    /** Each run has the shifts into it. The limit of a page counts the runs. */
    @Get("/history")
    @Operation(
            operationId = "listHistoryRuns",
            summary = "Every position that an actor has held on an issue, and the shifts between")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "History")
    HttpResponse<byte[]> history(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            @RequestAttribute ReadContext read) {
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.of(query, read.positions());
        var subject = new Subject(read.names().actor(actorName), read.names().issue(issueName));
        var limit = query.limit();
        var after = query.cursor(text -> Cursor.parts(text, 2, HistoryController::days));
        var history = folded(read, terms, subject, SubjectFold::history);
        var list = HistoryJson.list(history.found());
        var found =
                history.found().runs().stream()
                        .filter(run -> after.isEmpty() || run.since().compareTo(after.get()) > 0)
                        .limit(limit + 1)
                        .toList();
        var page = history.map(_ -> list.page(query, found));
        return page.linked(path(subject, "history"), read, list.answer(read, page));
    }

    /** Every statement, with the reason why it counts or does not, the newest first. */
    @Get("/explanation")
    @Operation(
            operationId = "listExplainedStatements",
            summary = "The statements of a position: which count, and why the others do not")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "Explanation")
    HttpResponse<byte[]> explanation(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            @RequestAttribute ReadContext read) {
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.of(query, read.positions());
        var subject = new Subject(read.names().actor(actorName), read.names().issue(issueName));
        var limit = query.limit();
        var after = query.cursor(text -> Cursor.parts(text, 3, ExplanationJson.WeighedPlace::of));
        var explanation = folded(read, terms, subject, SubjectFold::explanation);
        var list = ExplanationJson.list(explanation.found());
        var found =
                explanation.found().statements().stream()
                        .filter(one -> after.isEmpty() || after.get().isBefore(one))
                        .limit(limit + 1)
                        .toList();
        var page = explanation.map(_ -> list.page(query, found));
        return page.linked(path(subject, "explanation"), read, list.answer(read, page));
    }

    private <T> Citable<T> folded(
            ReadContext read,
            ReadTerms terms,
            Subject subject,
            BiFunction<SubjectFold, PointInTime, T> what) {
        return Citable.folded(
                read,
                terms,
                folds.holders(subject.actor(), terms.withParts()),
                (seen, time) -> what.apply(folds.of(seen, subject, terms.withParts()), time));
    }

    private static String path(Subject subject, String what) {
        return "/v1/actors/%s/positions/%s/%s".formatted(subject.actor(), subject.issue(), what);
    }

    private static Days days(String[] parts) {
        return Cursor.days(parts[0], parts[1]);
    }
}
