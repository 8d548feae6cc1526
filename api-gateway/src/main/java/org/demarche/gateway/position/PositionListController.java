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
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AsPanel;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.PanelDays;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Slug;
import org.demarche.model.Subject;

/**
 * Reads positions in lists and in panels. An answer may have megabytes, so it is made on a thread
 * that does not hold up other requests.
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

    PositionListController(RegistryReader reader, SubjectFolds folds) {
        this.folds = folds;
        pairs = new Pairs(reader.registry());
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
        var query = read.table(OF_ACTOR);
        var panel = PanelDays.of(query);
        var actor = read.names().actor(actorName);
        var terms = terms(read, query, panel);
        var after = query.cursor(PositionListController::slug).orElse("");
        var copy = read.positions();
        return new PositionPages(
                        folds,
                        read,
                        query,
                        terms,
                        "/v1/actors/%s/positions".formatted(actor),
                        lead("actor", actor),
                        folds.holders(actor, terms.withParts()),
                        Subject::issue)
                .answer(
                        panel,
                        most -> copy.positionsOf(actor, after, most),
                        () ->
                                pairs
                                        .issuesOf(copy, actor, terms.withParts())
                                        .tailSet(after, false)
                                        .stream()
                                        .map(issue -> new Subject(actor, issue)));
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
        var query = read.table(ON_ISSUE);
        var panel = PanelDays.of(query);
        var issue = read.names().issue(issueName);
        var terms = terms(read, query, panel);
        var after = query.cursor(PositionListController::slug).orElse("");
        var copy = read.positions();
        return new PositionPages(
                        folds,
                        read,
                        query,
                        terms,
                        "/v1/issues/%s/positions".formatted(issue),
                        lead("issue", issue),
                        Set.of(),
                        Subject::actor)
                .answer(
                        panel,
                        most -> copy.positionsOn(issue, after, most),
                        () ->
                                pairs.actorsOn(copy, issue).tailSet(after, false).stream()
                                        .map(actor -> new Subject(actor, issue)));
    }

    /** The positions are sorted by actor, then by issue. */
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
        var query = read.table(MATRIX);
        var panel = PanelDays.of(query);
        var actors = read.names().ids(EntryType.ACTOR, query, "actor");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        var terms = terms(read, query, panel);
        var after = query.cursor(PositionListController::subject).orElse(new Subject("", ""));
        var copy = read.positions();
        return new PositionPages(
                        folds,
                        read,
                        query,
                        terms,
                        "/v1/positions",
                        "",
                        Set.of(),
                        PositionListController::text)
                .answer(
                        panel,
                        most -> copy.positions(actors, issues, after.actor(), after.issue(), most),
                        () ->
                                pairs.subjects(copy, actors, issues, after)
                                        .filter(subject -> !subject.equals(after)));
    }

    private static Set<String> parameters(Set<String> asked) {
        return plus(asked, Query.LIMIT, Query.CURSOR, PanelDays.EVERY, DayRange.FROM, DayRange.TO);
    }

    /** Reads the terms. For a panel they have no day, because the panel sets the days. */
    private static ReadTerms terms(ReadContext read, Query query, Optional<PanelDays> panel) {
        return panel.isPresent()
                ? ReadTerms.withoutDay(query, read.positions())
                : ReadTerms.of(query, read.positions());
    }

    /** Builds the text without escapes, because an id needs none. */
    private static String lead(String kind, String id) {
        return "\"%s\":\"%s\",".formatted(kind, id);
    }

    private static Optional<String> slug(String text) {
        return Optional.of(text).filter(Slug::is);
    }

    private static String text(Subject subject) {
        return subject.actor() + '/' + subject.issue();
    }

    private static Optional<Subject> subject(String text) {
        var parts = text.split("/", -1);
        return parts.length == 2 && Slug.is(parts[0]) && Slug.is(parts[1])
                ? Optional.of(new Subject(parts[0], parts[1]))
                : Optional.empty();
    }
}
