package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.CatalogList;
import org.demarche.gateway.openapi.CatalogRead;
import org.demarche.gateway.openapi.Decision;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Csv;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Lists projections and their live versions, starts replays, and rolls back. */
@Controller("/v1/projections")
@Tag(name = "Projections")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class ProjectionController {

    private final Registry registry;
    private final Decisions decisions;
    private final VersionWatch watch;
    private final ProjectionLimit limit;
    private final VersionAnswers versions;
    private final Scheduler waiting;

    ProjectionController(
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            ViewSizes sizes,
            ProjectionLimit limit,
            RegistryReader registry,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.registry = registry.registry();
        decisions = new Decisions(reader, writer);
        this.watch = watch;
        this.limit = limit;
        versions = new VersionAnswers(decisions, watch, sizes);
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "listProjections", summary = "All projections and their versions")
    @CatalogList
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "Projections")
    HttpResponse<?> projections(HttpRequest<?> request) {
        var query = Query.ofTable(request, Set.of(Query.LIMIT, Query.CURSOR));
        var page = ProjectionJson.page(query, decisions.catalog(), watch);
        return Answer.list(
                request,
                page.list(one -> CompleteJson.text(one).getBytes(UTF_8)),
                page.next(),
                ProjectionJson.COLUMNS,
                registry);
    }

    @Get("/{projectionName}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getProjection", summary = "A projection and its versions")
    @CatalogRead
    @ApiResponse(responseCode = "200", ref = "Projection")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    HttpResponse<?> projection(
            @InPath.ProjectionName String projectionName, HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        var projection = decisions.projection(projectionName);
        return CompleteJson.ok(ProjectionJson.of(projection, decisions.catalog(), watch));
    }

    /**
     * The list begins with the last decision. If several decisions had the same epoch, only the
     * first of them counted, and the list leaves out the others.
     */
    @Get("/{projectionName}/decisions")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "listDecisions",
            summary = "The decisions about a projection, who asked for them, and why")
    @CatalogList
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "Decisions")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    HttpResponse<?> decisions(
            @InPath.ProjectionName String projectionName, HttpRequest<?> request) {
        var query = Query.ofTable(request, Set.of(Query.LIMIT, Query.CURSOR));
        var page = DecisionJson.page(query, decisions.taken(projectionName));
        return Answer.list(
                request,
                page.list(one -> DecisionJson.of(one).toString().getBytes(UTF_8)),
                page.next(),
                DecisionJson.COLUMNS,
                registry);
    }

    /**
     * Folds a new version from the beginning of the log, beside the live version. With automatic
     * promotion, the new version becomes live when it has caught up and has no blockers.
     */
    @Post("/{projectionName}/replays")
    @Operation(operationId = "startReplay", summary = "Start a replay: a new version from the log")
    @Decision
    @RequestBody(ref = "Replay")
    @ApiResponse(responseCode = "201", ref = "ReplayStarted")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "409", ref = "ReplayRunning")
    @ApiResponse(responseCode = "507", ref = "ProjectionsFull")
    Publisher<MutableHttpResponse<?>> replay(
            @InPath.ProjectionName String projectionName, HttpRequest<?> request) {
        return DecisionBodies.read(request, ReplayForm::of)
                .flatMap(form -> elsewhere(() -> replay(projectionName, form)));
    }

    MutableHttpResponse<?> replay(String name, ReplayForm form) {
        form.require();
        var catalog =
                decisions.decide(
                        name,
                        now -> {
                            var event = form.on(now, name);
                            limit.require(now, name);
                            return event;
                        },
                        form.person());
        var started = catalog.projection(name).orElseThrow().versions().lastEntry().getValue();
        return CompleteJson.with(HttpResponse.status(HttpStatus.CREATED), versions.decided(started))
                .header(HttpHeaders.LOCATION, Decisions.address(started.id()));
    }

    /**
     * Makes a standby live again: the one in `to`, or else the one that was live last. This needs
     * no replay, because standbys are still folded. If the standby has blockers, for example
     * because it is far behind the live version, the rollback is refused, unless it is forced. A
     * repeated request changes nothing, and gets the same answer.
     */
    @Post("/{projectionName}/rollback")
    @Operation(
            operationId = "rollBackProjection",
            summary = "Roll back to the version that was live before")
    @Decision
    @RequestBody(ref = "Rollback")
    @ApiResponse(responseCode = "200", ref = "VersionChanged")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "409", ref = "NoStandby")
    Publisher<MutableHttpResponse<?>> rollBack(
            @InPath.ProjectionName String projectionName, HttpRequest<?> request) {
        return DecisionBodies.read(request, RollbackForm::of)
                .flatMap(form -> elsewhere(() -> rollBack(projectionName, form)));
    }

    /**
     * Rolls back only from the version that was live when the request arrived, so two equal
     * requests roll back once. A second request without a number counts as a repetition, and does
     * not make the first version live again.
     */
    MutableHttpResponse<?> rollBack(String name, RollbackForm form) {
        var seen = decisions.projection(name);
        var from = seen.live().map(Version::id);
        if (isDone(seen, form.to())) {
            return CompleteJson.ok(versions.decided(seen.live().orElseThrow()));
        }
        var standby = standby(seen, form.to());
        watch.refresh();
        try {
            var _ =
                    decisions.decide(
                            name,
                            now -> {
                                requireLive(now.require(name), from);
                                if (!form.force()) {
                                    watch.requireNothingMissing(now, standby, "made live again");
                                }
                                return new ControlEvent.RolledBack(standby.number());
                            },
                            form.person());
        } catch (Refusal e) {
            if (!live(name).equals(Optional.of(standby))) {
                throw e;
            }
        }
        return CompleteJson.ok(
                versions.decided(decisions.catalog().version(standby).orElseThrow()));
    }

    private static void requireLive(ProjectionState projection, Optional<VersionId> wanted)
            throws StepRefused {
        var live = projection.live().map(Version::id);
        if (!live.equals(wanted)) {
            throw new StepRefused(
                    StepRefused.Kind.WRONG_STATE,
                    live.orElse(null),
                    live.map("The live version is now %s"::formatted)
                                    .orElse("No version is live now")
                            + ": look at the projection and ask again");
        }
    }

    private Optional<VersionId> live(String name) {
        return decisions.projection(name).live().map(Version::id);
    }

    private boolean isDone(ProjectionState projection, @Nullable Integer to) {
        return to == null
                ? decisions.isRolledBack(projection)
                : projection.live().filter(live -> live.id().number() == to).isPresent();
    }

    private static VersionId standby(ProjectionState projection, @Nullable Integer to) {
        var standbys = projection.servedBefore();
        var wanted =
                to == null
                        ? projection.previous().map(version -> version.id().number())
                        : Optional.of(to);
        return wanted.filter(standbys::contains)
                .map(number -> new VersionId(projection.name(), number))
                .orElseThrow(() -> noStandby(projection, to));
    }

    private static Refusal noStandby(ProjectionState projection, @Nullable Integer to) {
        var standbys = projection.servedBefore();
        var what =
                to == null || standbys.isEmpty()
                        ? "%s has no standby to roll back to".formatted(projection.name())
                        : "%s/%d is not a standby. The standbys of %1$s: %s"
                                .formatted(projection.name(), to, VersionId.listed(standbys));
        return new Refusal(Problem.of(ProblemKind.NO_STANDBY, what, Map.of("standbys", standbys)));
    }

    /** Runs work that waits for Kafka on a thread that may wait. */
    private Mono<MutableHttpResponse<?>> elsewhere(Supplier<MutableHttpResponse<?>> answer) {
        return Mono.<MutableHttpResponse<?>>fromSupplier(answer).subscribeOn(waiting);
    }
}
