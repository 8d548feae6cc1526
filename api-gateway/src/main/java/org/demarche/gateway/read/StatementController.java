package org.demarche.gateway.read;

import static java.util.Comparator.comparing;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Problem.ParameterFault;
import org.demarche.gateway.Refusal;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.StoredEvent;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.ReportId;
import org.demarche.model.StatementEvidence;
import org.demarche.model.StatementId;

/** What a position rests on: statements with their reports, and the events of each report. */
@Controller("/v1")
@Tag(name = "Evidence")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
@ExecuteOn(TaskExecutors.BLOCKING) // these read and fold events, which takes more than a moment
final class StatementController {

    private final Known known;

    StatementController(RegistryReader reader) {
        known = new Known(reader.registry());
    }

    /** The newest first: in the order of the fold, backwards. */
    @Get("/statements")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @Operation(summary = "The statements on an actor and issue")
    @ReadOfNamed
    @Paged
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actor")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issue")
    @ApiResponse(responseCode = "200", ref = "Statements")
    HttpResponse<byte[]> statements(HttpRequest<?> request) {
        var query = Query.of(request, Set.of("actor", "issue", Query.LIMIT, Query.CURSOR));
        var names = required(query, "actor", "issue");
        var actor = known.actor(names.get(0));
        var issue = known.issue(names.get(1));
        var limit = query.limit(Query.USUAL_LIMIT);
        var after = query.cursor(StatementController::statement);
        var all =
                Evidence.of(actor, issue, ReadFilter.view(request).events(actor, issue, ""))
                        .reversed();
        var from = after.map(last -> from(all, last)).orElse(0);
        var found = all.subList(from, Math.min(all.size(), from + limit + 1));
        var page = Page.of(query, found, limit, statement -> statement.id().toString());
        return Answer.table(request, page.list(StatementJson::of), Columns.STATEMENTS);
    }

    @Get("/statements/{id}")
    @Operation(summary = "A statement, with its reports and where they differ")
    @Read
    @ApiResponse(responseCode = "200", ref = "Statement")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<byte[]> statement(@InPath.StatementId String id, HttpRequest<?> request) {
        Query.none(request);
        var statement =
                statement(id)
                        .flatMap(
                                wanted ->
                                        Evidence.of(
                                                        wanted.holder(),
                                                        wanted.issue(),
                                                        ReadFilter.view(request)
                                                                .events(
                                                                        wanted.holder(),
                                                                        wanted.issue(),
                                                                        wanted.digest() + '/'))
                                                .stream()
                                                .filter(one -> one.id().equals(wanted))
                                                .findFirst())
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.notFound(
                                                        "No report attests a statement '%s'"
                                                                .formatted(id))));
        return Answer.of(request, Document.of(StatementJson.of(statement)));
    }

    /** Each event as it was recorded, corrections and the retraction too. */
    @Get("/reports/{id}")
    @Operation(summary = "A report, with all its events")
    @Read
    @ApiResponse(responseCode = "200", ref = "Report")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<byte[]> report(@InPath.ReportId String id, HttpRequest<?> request) {
        Query.none(request);
        var events =
                report(id).stream()
                        .flatMap(
                                report ->
                                        ReadFilter.view(request)
                                                .events(report.holder(), report.issue(), "")
                                                .stream()
                                                .filter(
                                                        event ->
                                                                event.token()
                                                                        .equals(report.token())))
                        .sorted(comparing(StoredEvent::number))
                        .toList();
        if (events.isEmpty()) {
            throw new Refusal(Problem.notFound("No report '%s' is filed".formatted(id)));
        }
        return Answer.of(request, StatementJson.report(id, once(events)));
    }

    private static List<String> required(Query query, String... names) {
        var faults = new ArrayList<ParameterFault>();
        var found = new ArrayList<String>();
        for (var name : names) {
            query.one(name)
                    .ifPresentOrElse(
                            found::add, () -> faults.add(new ParameterFault(name, "is required")));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.parameters(faults));
        }
        return found;
    }

    private static List<StoredEvent> once(List<StoredEvent> events) {
        var byNumber = new LinkedHashMap<Integer, StoredEvent>();
        events.forEach(event -> byNumber.putIfAbsent(event.number(), event));
        return List.copyOf(byNumber.values());
    }

    /** The place behind a statement. */
    private static int from(List<StatementEvidence> all, StatementId last) {
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(last)) {
                return i + 1;
            }
        }
        throw Query.refused(Query.CURSOR, "is of a statement that is gone: begin again without it");
    }

    private static Optional<StatementId> statement(String id) {
        try {
            return Optional.of(StatementId.parse(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<ReportId> report(String id) {
        try {
            return Optional.of(ReportId.parse(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
