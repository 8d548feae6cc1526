package org.demarche.gateway.read;

import static org.demarche.gateway.read.Canonical.cited;
import static org.demarche.gateway.read.Query.plus;

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
import jakarta.inject.Named;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.openapi.AsPanel;
import org.demarche.gateway.openapi.AsTable;
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
import org.demarche.model.Rule;
import org.demarche.model.Subject;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where each actor stands: documents as they are stored, or, for another point in time, merged
 * entries and wholes with their parts, folded for the read. Lists of them may be megabytes, which
 * are not put together on a thread that others wait for.
 */
@Controller("/v1")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class PositionController {

    private static final Set<String> OF_ONE = Asked.ALL;
    private static final Set<String> ON_ISSUE = list(Asked.TIMES);
    private static final Set<String> OF_ACTOR = list(Asked.ALL);
    private static final Set<String> MATRIX = plus(ON_ISSUE, "actor", "issue");

    private final RegistryReader reader;
    private final Known known;
    private final Folds folds;
    private final Pairs pairs;
    private final PositionPages pages;
    private final Scheduler folding;

    PositionController(
            RegistryReader reader,
            Folds folds,
            @Named(TaskExecutors.BLOCKING) ExecutorService folding) {
        this.reader = reader;
        this.folds = folds;
        this.folding = Schedulers.fromExecutorService(folding);
        known = new Known(reader.registry());
        pairs = new Pairs(reader.registry());
        pages = new PositionPages(reader.registry(), folds);
    }

    /**
     * The null position where nothing is filed on a known actor and issue. What is stored is
     * answered at once; to fold takes longer than others should wait for.
     */
    @Get("/actors/{actorName}/positions/{issueName}")
    @Operation(summary = "Where an actor stands on an issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @ApiResponse(responseCode = "200", ref = "Position")
    Publisher<MutableHttpResponse<?>> position(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            HttpRequest<?> request) {
        var view = ReadFilter.view(request);
        var asked = Asked.of(Query.of(request, OF_ONE), view);
        return known.subject(actorName, issueName)
                .filter(_ -> asked.isStored(view) && !folds.hasMerges())
                .map(
                        subject ->
                                Mono.<MutableHttpResponse<?>>just(
                                        position(request, subject, asked, true)))
                .orElseGet(() -> later(actorName, issueName, asked, request));
    }

    /** Suggestions for an unknown name take time, and so does the evidence, which lies on disk. */
    private Mono<MutableHttpResponse<?>> later(
            String actorName, String issueName, Asked asked, HttpRequest<?> request) {
        return Mono.<MutableHttpResponse<?>>fromSupplier(
                        () -> {
                            var subject =
                                    new Subject(known.actor(actorName), known.issue(issueName));
                            var stored =
                                    asked.isStored(ReadFilter.view(request))
                                            && folds.isAsFiled(subject);
                            return position(request, subject, asked, stored);
                        })
                .subscribeOn(folding);
    }

    private MutableHttpResponse<?> position(
            HttpRequest<?> request, Subject subject, Asked asked, boolean stored) {
        var view = ReadFilter.view(request);
        var next = reader.next();
        var holders = folds.holders(subject.actor(), asked.withParts());
        var cited =
                stored
                        ? Cited.stored(view, holders, () -> stored(view, subject))
                        : Cited.folded(
                                view,
                                asked,
                                holders,
                                (seen, time) ->
                                        folds.position(seen, subject, time, asked.withParts())
                                                .orElseGet(
                                                        () ->
                                                                unheard(
                                                                        subject,
                                                                        asked.basis().rule())));
        var document = stored ? cited.found() : cited.found().withRegistry(next);
        var path = "/v1/actors/%s/positions/%s".formatted(subject.actor(), subject.issue());
        return cited(path, request, cited, Answer.of(request, document));
    }

    private static Document stored(View view, Subject subject) {
        return view.position(subject.actor(), subject.issue())
                .orElseGet(() -> unheard(subject, view.rule()));
    }

    @Get("/actors/{actorName}/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Where an actor stands, by issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @PagedLate
    @AsTable
    @AsPanel
    @ApiResponse(responseCode = "200", ref = "PositionsOfActor")
    HttpResponse<byte[]> positionsOf(@InPath.ActorName String actorName, HttpRequest<?> request) {
        var view = ReadFilter.view(request);
        var query = Query.ofTable(request, OF_ACTOR);
        var panel = PanelAsked.of(query);
        var actor = known.actor(actorName);
        var path = "/v1/actors/%s/positions".formatted(actor);
        if (panel.isPresent()) {
            var asked = Asked.withoutDay(query, view);
            var withParts = asked.withParts();
            var subjects =
                    pairs.issuesOf(view, actor, withParts).stream()
                            .map(issue -> new Subject(actor, issue));
            var holders = folds.holders(actor, withParts);
            return panel(path, request, panel.get(), asked, holders, subjects);
        }
        var wanted = pages.wanted(view, query);
        var next = reader.next();
        var cited = pages.ofActor(wanted, actor);
        var document = cited.found().positionsOf("actor", actor, PositionController::json);
        var answer = table(request, wanted, document, next, Columns.POSITIONS);
        return cited(path, request, cited, answer);
    }

    @Get("/issues/{issueName}/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Who stands where on an issue, by actor")
    @ReadByName
    @AtTime
    @PagedLate
    @AsTable
    @AsPanel
    @ApiResponse(responseCode = "200", ref = "PositionsOnIssue")
    HttpResponse<byte[]> positionsOn(@InPath.IssueName String issueName, HttpRequest<?> request) {
        var view = ReadFilter.view(request);
        var query = Query.ofTable(request, ON_ISSUE);
        var panel = PanelAsked.of(query);
        var issue = known.issue(issueName);
        var path = "/v1/issues/%s/positions".formatted(issue);
        if (panel.isPresent()) {
            var subjects =
                    pairs.actorsOn(view, issue).stream().map(actor -> new Subject(actor, issue));
            var asked = Asked.withoutDay(query, view);
            return panel(path, request, panel.get(), asked, Set.of(), subjects);
        }
        var wanted = pages.wanted(view, query);
        var next = reader.next();
        var cited = pages.onIssue(wanted, issue);
        var document = cited.found().positionsOf("issue", issue, PositionController::json);
        var answer = table(request, wanted, document, next, Columns.POSITIONS);
        return cited(path, request, cited, answer);
    }

    /** The matrix, by actor, then issue. */
    @Get("/positions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Positions of several actors on several issues")
    @ReadOfNamed
    @AtTime
    @Paged
    @AsTable
    @AsPanel
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Matrix")
    HttpResponse<byte[]> positions(HttpRequest<?> request) {
        var view = ReadFilter.view(request);
        var query = Query.ofTable(request, MATRIX);
        var panel = PanelAsked.of(query);
        var actors = known.ids(EntryType.ACTOR, query, "actor");
        var issues = known.ids(EntryType.ISSUE, query, "issue");
        if (panel.isPresent()) {
            var asked = Asked.withoutDay(query, view);
            var subjects = pairs.subjects(view, actors, issues, new Subject("", ""));
            return panel("/v1/positions", request, panel.get(), asked, Set.of(), subjects);
        }
        var wanted = pages.wanted(view, query);
        var next = reader.next();
        var cited = pages.matrix(wanted, actors, issues);
        var document = cited.found().list(PositionController::json);
        var answer = table(request, wanted, document, next, Columns.MATRIX);
        return cited("/v1/positions", request, cited, answer);
    }

    private static Set<String> list(Set<String> asked) {
        return plus(
                asked,
                Query.LIMIT,
                Query.CURSOR,
                PanelAsked.EVERY,
                DaysAsked.FROM,
                DaysAsked.TO);
    }

    private MutableHttpResponse<byte[]> panel(
            String path,
            HttpRequest<?> request,
            PanelAsked panel,
            Asked asked,
            Set<String> holders,
            Stream<Subject> subjects) {
        var next = reader.next();
        var cited =
                new PositionPanel(folds, panel, asked)
                        .of(ReadFilter.view(request), holders, subjects);
        var document = cited.found().withRegistry(next);
        var answer = Answer.table(request, document, Columns.PANEL, reader.registry());
        return cited(path, request, cited, answer);
    }

    private MutableHttpResponse<byte[]> table(
            HttpRequest<?> request,
            PositionPages.Wanted wanted,
            Document document,
            long next,
            Columns columns) {
        var answer = wanted.stored() ? document : document.withRegistry(next);
        return Answer.table(request, answer, columns, reader.registry());
    }

    private static byte[] json(StoredPosition position) {
        return position.document().bytes();
    }

    private static Document unheard(Subject subject, Rule rule) {
        var position = Position.unheard(subject.actor(), subject.issue(), rule);
        return Document.of(PositionDocument.write(position, _ -> null));
    }
}
