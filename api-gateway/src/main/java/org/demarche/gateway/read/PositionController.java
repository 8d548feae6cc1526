package org.demarche.gateway.read;

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
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.PagedLate;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.view.PositionDocument;
import org.demarche.model.Position;
import org.demarche.model.Slug;

/**
 * Where each actor stands: documents as they are stored. Lists of them may be megabytes, which are
 * not put together on a thread that others wait for.
 */
@Controller("/v1")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class PositionController {

    private static final Set<String> PAGED = Set.of(Query.LIMIT, Query.CURSOR);

    private record Pair(String actor, String issue) {

        static Optional<Pair> parse(String text) {
            var parts = text.split("/", -1);
            return parts.length == 2 && Slug.is(parts[0]) && Slug.is(parts[1])
                    ? Optional.of(new Pair(parts[0], parts[1]))
                    : Optional.empty();
        }
    }

    private final Known known;

    PositionController(RegistryReader reader) {
        known = new Known(reader.registry());
    }

    /** The null position where nothing is filed on a known actor and issue. */
    @Get("/actors/{actorName}/positions/{issueName}")
    @Operation(summary = "Where an actor stands on an issue")
    @ReadByName
    @ApiResponse(responseCode = "200", ref = "Position")
    HttpResponse<byte[]> position(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            HttpRequest<?> request) {
        Query.none(request);
        var actor = known.actor(actorName);
        var issue = known.issue(issueName);
        var document =
                ReadFilter.view(request)
                        .position(actor, issue)
                        .orElseGet(() -> unheard(actor, issue));
        var path = "/v1/actors/%s/positions/%s".formatted(actor, issue);
        return Known.at(path, request, Answer.of(request, document));
    }

    @Get("/actors/{actorName}/positions")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Where an actor stands, by issue")
    @ReadByName
    @PagedLate
    @ApiResponse(responseCode = "200", ref = "PositionsOfActor")
    HttpResponse<byte[]> positionsOf(@InPath.ActorName String actorName, HttpRequest<?> request) {
        var query = Query.of(request, PAGED);
        var actor = known.actor(actorName);
        var limit = query.limit(Query.HIGHEST_LIMIT);
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var found = ReadFilter.view(request).positionsOf(actor, after, limit + 1);
        var page = Page.of(found, limit, StoredPosition::issue);
        var answer = Answer.of(request, page.positionsOf("actor", actor, PositionController::json));
        return Known.at("/v1/actors/%s/positions".formatted(actor), request, answer);
    }

    @Get("/issues/{issueName}/positions")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Who stands where on an issue, by actor")
    @ReadByName
    @PagedLate
    @ApiResponse(responseCode = "200", ref = "PositionsOnIssue")
    HttpResponse<byte[]> positionsOn(@InPath.IssueName String issueName, HttpRequest<?> request) {
        var query = Query.of(request, PAGED);
        var issue = known.issue(issueName);
        var limit = query.limit(Query.HIGHEST_LIMIT);
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var found = ReadFilter.view(request).positionsOn(issue, after, limit + 1);
        var page = Page.of(found, limit, StoredPosition::actor);
        var answer = Answer.of(request, page.positionsOf("issue", issue, PositionController::json));
        return Known.at("/v1/issues/%s/positions".formatted(issue), request, answer);
    }

    /** The matrix, by actor, then issue. */
    @Get("/positions")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Positions of several actors on several issues")
    @ReadByName
    @Paged
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Matrix")
    HttpResponse<byte[]> positions(HttpRequest<?> request) {
        var query = Query.of(request, Set.of("actor", "issue", Query.LIMIT, Query.CURSOR));
        var actors = known.ids(EntryType.ACTOR, query.all("actor"));
        var issues = known.ids(EntryType.ISSUE, query.all("issue"));
        var limit = query.limit(Query.USUAL_LIMIT);
        var after = query.cursor(Pair::parse).orElse(new Pair("", ""));
        var found =
                ReadFilter.view(request)
                        .positions(actors, issues, after.actor(), after.issue(), limit + 1);
        var page = Page.of(found, limit, position -> position.actor() + '/' + position.issue());
        return Answer.of(request, page.list(PositionController::json));
    }

    private static byte[] json(StoredPosition position) {
        return position.document().bytes();
    }

    private static Document unheard(String actor, String issue) {
        return Document.of(PositionDocument.write(Position.unheard(actor, issue), _ -> null));
    }
}
