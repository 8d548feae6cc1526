package org.demarche.gateway.position;

import static org.demarche.gateway.read.Query.plus;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AsPanel;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.PanelDays;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Subject;

/**
 * Positions in lists and in panels. They may have megabytes, so they are made on a thread on which
 * nobody else waits.
 */
@Controller("/v1")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PositionListController {

    private static final Set<String> ON_ISSUE = parameters(ReadTerms.TIMES);
    private static final Set<String> OF_ACTOR = parameters(ReadTerms.ALL);
    private static final Set<String> MATRIX = plus(ON_ISSUE, "actor", "issue");

    private final SubjectFolds folds;
    private final Pairs pairs;
    private final PositionPages pages;

    PositionListController(RegistryReader reader, SubjectFolds folds) {
        this.folds = folds;
        pairs = new Pairs(reader.registry());
        pages = new PositionPages(reader.registry(), folds);
    }

    @Get("/actors/{actorName}/positions")
    @Operation(operationId = "listActorPositions", summary = "The positions of an actor, by issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @Paged
    @AsTable
    @AsPanel
    @ApiResponse(responseCode = "200", ref = "PositionsOfActor")
    HttpResponse<byte[]> positionsOf(
            @InPath.ActorName String actorName, @RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(OF_ACTOR);
        var panel = PanelDays.of(query);
        var actor = read.names().actor(actorName);
        var path = "/v1/actors/%s/positions".formatted(actor);
        if (panel.isPresent()) {
            var terms = ReadTerms.withoutDay(query, copy);
            var withParts = terms.withParts();
            var subjects =
                    pairs.issuesOf(copy, actor, withParts).stream()
                            .map(issue -> new Subject(actor, issue));
            var holders = folds.holders(actor, withParts);
            return panel(path, read, panel.get(), terms, holders, subjects);
        }
        var wanted = pages.wanted(read, query);
        var cited = pages.ofActor(wanted, actor);
        var answer = list(read, wanted, lead("actor", actor), cited.found());
        return cited.linked(path, read, answer);
    }

    @Get("/issues/{issueName}/positions")
    @Operation(
            operationId = "listIssuePositions",
            summary = "The positions of all actors on an issue")
    @ReadByName
    @AtTime
    @Paged
    @AsTable
    @AsPanel
    @ApiResponse(responseCode = "200", ref = "PositionsOnIssue")
    HttpResponse<byte[]> positionsOn(
            @InPath.IssueName String issueName, @RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(ON_ISSUE);
        var panel = PanelDays.of(query);
        var issue = read.names().issue(issueName);
        var path = "/v1/issues/%s/positions".formatted(issue);
        if (panel.isPresent()) {
            var subjects =
                    pairs.actorsOn(copy, issue).stream().map(actor -> new Subject(actor, issue));
            var terms = ReadTerms.withoutDay(query, copy);
            return panel(path, read, panel.get(), terms, Set.of(), subjects);
        }
        var wanted = pages.wanted(read, query);
        var cited = pages.onIssue(wanted, issue);
        var answer = list(read, wanted, lead("issue", issue), cited.found());
        return cited.linked(path, read, answer);
    }

    /** The matrix, by actor, then issue. */
    @Get("/positions")
    @Operation(
            operationId = "listPositions",
            summary = "Positions of several actors on several issues")
    @ReadOfNamed
    @AtTime
    @Paged
    @AsTable
    @AsPanel
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Matrix")
    HttpResponse<byte[]> positions(@RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(MATRIX);
        var panel = PanelDays.of(query);
        var actors = read.names().ids(EntryType.ACTOR, query, "actor");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        if (panel.isPresent()) {
            var terms = ReadTerms.withoutDay(query, copy);
            var subjects = pairs.subjects(copy, actors, issues, new Subject("", ""));
            return panel("/v1/positions", read, panel.get(), terms, Set.of(), subjects);
        }
        var wanted = pages.wanted(read, query);
        var cited = pages.matrix(wanted, actors, issues);
        var answer = list(read, wanted, "", cited.found());
        return cited.linked("/v1/positions", read, answer);
    }

    private static Set<String> parameters(Set<String> asked) {
        return plus(asked, Query.LIMIT, Query.CURSOR, PanelDays.EVERY, DayRange.FROM, DayRange.TO);
    }

    private MutableHttpResponse<byte[]> panel(
            String path,
            ReadContext read,
            PanelDays panel,
            ReadTerms terms,
            Set<String> holders,
            Stream<Subject> subjects) {
        var cited = new PositionPanel(folds, panel, terms).of(read, holders, subjects);
        var document = cited.found().withRegistry(read.registryNext());
        var answer =
                Answer.list(
                        read.request(), document, Optional.empty(), Columns.PANEL, read.registry());
        return cited.linked(path, read, answer);
    }

    private MutableHttpResponse<byte[]> list(
            ReadContext read, PositionPages.Wanted wanted, String lead, Page<StoredPosition> page) {
        var list = page.list(lead, PositionListController::json);
        var document = wanted.stored() ? list : list.withRegistry(read.registryNext());
        return Answer.list(
                read.request(), document, page.next(), Columns.POSITIONS, read.registry());
    }

    /** An id needs no escaping. */
    private static String lead(String kind, String id) {
        return "\"%s\":\"%s\",".formatted(kind, id);
    }

    private static byte[] json(StoredPosition position) {
        return position.document().bytes();
    }
}
