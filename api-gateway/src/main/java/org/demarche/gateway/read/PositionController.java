package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.PagedLate;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.gateway.view.View;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.view.PositionDocument;
import org.demarche.model.Position;
import org.demarche.model.Slug;
import org.demarche.model.Subject;

/**
 * Where each actor stands: documents as they are stored, or, for another point in time, merged
 * entries and wholes with their parts, folded for the read. Lists of them may be megabytes, which
 * are not put together on a thread that others wait for.
 */
@Controller("/v1")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class PositionController {

    private record Pair(String actor, String issue) {

        static Optional<Pair> parse(String text) {
            var parts = text.split("/", -1);
            return parts.length == 2 && Slug.is(parts[0]) && Slug.is(parts[1])
                    ? Optional.of(new Pair(parts[0], parts[1]))
                    : Optional.empty();
        }
    }

    private static final Set<String> OF_ONE = Asked.ALL;
    private static final Set<String> OF_ACTOR = plus(Asked.ALL, Query.LIMIT, Query.CURSOR);
    private static final Set<String> ON_ISSUE = plus(Asked.TIMES, Query.LIMIT, Query.CURSOR);
    private static final Set<String> MATRIX =
            plus(Asked.TIMES, "actor", "issue", Query.LIMIT, Query.CURSOR);

    private final RegistryReader reader;
    private final Known known;
    private final Folds folds;
    private final Pairs pairs;

    PositionController(RegistryReader reader, Folds folds) {
        this.reader = reader;
        this.folds = folds;
        known = new Known(reader.registry());
        pairs = new Pairs(reader.registry());
    }

    /** The null position where nothing is filed on a known actor and issue. */
    @Get("/actors/{actorName}/positions/{issueName}")
    @Operation(summary = "Where an actor stands on an issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @ApiResponse(responseCode = "200", ref = "Position")
    HttpResponse<byte[]> position(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            HttpRequest<?> request) {
        var asked = Asked.of(Query.of(request, OF_ONE));
        var subject = new Subject(known.actor(actorName), known.issue(issueName));
        var view = ReadFilter.view(request);
        var next = reader.next();
        var stored = asked.isPlain() && folds.isAsFiled(view, subject);
        var document =
                folds.position(view, subject, asked.time(), asked.withParts())
                        .orElseGet(() -> unheard(subject));
        var path = "/v1/actors/%s/positions/%s".formatted(subject.actor(), subject.issue());
        var answer = Answer.of(request, stored ? document : document.withRegistry(next));
        return cited(path, request, asked, answer);
    }

    @Get("/actors/{actorName}/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Where an actor stands, by issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @PagedLate
    @ApiResponse(responseCode = "200", ref = "PositionsOfActor")
    HttpResponse<byte[]> positionsOf(@InPath.ActorName String actorName, HttpRequest<?> request) {
        var query = Query.of(request, OF_ACTOR);
        var asked = Asked.of(query);
        var actor = known.actor(actorName);
        var limit = query.limit(Query.HIGHEST_LIMIT);
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var view = ReadFilter.view(request);
        var next = reader.next();
        var found =
                isStored(asked)
                        ? view.positionsOf(actor, after, limit + 1)
                        : folded(
                                view,
                                asked,
                                pairs
                                        .issuesOf(view, actor, asked.withParts())
                                        .tailSet(after, false)
                                        .stream()
                                        .map(issue -> new Subject(actor, issue)),
                                limit + 1);
        var page = Page.of(query, found, limit, StoredPosition::issue);
        var document = page.positionsOf("actor", actor, PositionController::json);
        var answer = table(request, asked, document, next, Columns.POSITIONS);
        return cited("/v1/actors/%s/positions".formatted(actor), request, asked, answer);
    }

    @Get("/issues/{issueName}/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Who stands where on an issue, by actor")
    @ReadByName
    @AtTime
    @PagedLate
    @ApiResponse(responseCode = "200", ref = "PositionsOnIssue")
    HttpResponse<byte[]> positionsOn(@InPath.IssueName String issueName, HttpRequest<?> request) {
        var query = Query.of(request, ON_ISSUE);
        var asked = Asked.of(query);
        var issue = known.issue(issueName);
        var limit = query.limit(Query.HIGHEST_LIMIT);
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var view = ReadFilter.view(request);
        var next = reader.next();
        var found =
                isStored(asked)
                        ? view.positionsOn(issue, after, limit + 1)
                        : folded(
                                view,
                                asked,
                                pairs.actorsOn(view, issue).tailSet(after, false).stream()
                                        .map(actor -> new Subject(actor, issue)),
                                limit + 1);
        var page = Page.of(query, found, limit, StoredPosition::actor);
        var document = page.positionsOf("issue", issue, PositionController::json);
        var answer = table(request, asked, document, next, Columns.POSITIONS);
        return cited("/v1/issues/%s/positions".formatted(issue), request, asked, answer);
    }

    /** The matrix, by actor, then issue. */
    @Get("/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Positions of several actors on several issues")
    @ReadOfNamed
    @AtTime
    @Paged
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Matrix")
    HttpResponse<byte[]> positions(HttpRequest<?> request) {
        var query = Query.of(request, MATRIX);
        var asked = Asked.of(query);
        var actors = known.ids(EntryType.ACTOR, query.all("actor"));
        var issues = known.ids(EntryType.ISSUE, query.all("issue"));
        var limit = query.limit(Query.USUAL_LIMIT);
        var after = query.cursor(Pair::parse).orElse(new Pair("", ""));
        var view = ReadFilter.view(request);
        var next = reader.next();
        var found =
                isStored(asked)
                        ? view.positions(actors, issues, after.actor(), after.issue(), limit + 1)
                        : folded(
                                view,
                                asked,
                                (actors.isEmpty() ? pairs.actors(view) : actors)
                                        .tailSet(after.actor(), true).stream()
                                                .flatMap(actor -> subjects(view, actor, after))
                                                .filter(
                                                        subject ->
                                                                issues.isEmpty()
                                                                        || issues.contains(
                                                                                subject.issue())),
                                limit + 1);
        var page =
                Page.of(query, found, limit, position -> position.actor() + '/' + position.issue());
        var document = page.list(PositionController::json);
        var answer = table(request, asked, document, next, Columns.MATRIX);
        return cited("/v1/positions", request, asked, answer);
    }

    private Stream<Subject> subjects(View view, String actor, Pair after) {
        var issues = pairs.issuesOf(view, actor, false);
        return (actor.equals(after.actor()) ? issues.tailSet(after.issue(), false) : issues)
                .stream().map(issue -> new Subject(actor, issue));
    }

    private boolean isStored(Asked asked) {
        return asked.isPlain() && !folds.hasMerges();
    }

    private List<StoredPosition> folded(
            View view, Asked asked, Stream<Subject> subjects, int most) {
        return subjects.flatMap(
                        subject ->
                                folds
                                        .position(view, subject, asked.time(), asked.withParts())
                                        .map(
                                                document ->
                                                        new StoredPosition(
                                                                subject.actor(),
                                                                subject.issue(),
                                                                document))
                                        .stream())
                .limit(most)
                .toList();
    }

    private MutableHttpResponse<byte[]> table(
            HttpRequest<?> request, Asked asked, Document document, long next, Columns columns) {
        var answer = isStored(asked) ? document : document.withRegistry(next);
        return Answer.table(request, answer, columns);
    }

    private static MutableHttpResponse<byte[]> cited(
            String path, HttpRequest<?> request, Asked asked, MutableHttpResponse<byte[]> answer) {
        var link = Canonical.link(request, path, ReadFilter.view(request), asked.time());
        return Known.at(path, request, answer).header(HttpHeaders.LINK, link);
    }

    private static byte[] json(StoredPosition position) {
        return position.document().bytes();
    }

    private static Document unheard(Subject subject) {
        var position = Position.unheard(subject.actor(), subject.issue());
        return Document.of(PositionDocument.write(position, _ -> null));
    }

    private static Set<String> plus(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
    }
}
