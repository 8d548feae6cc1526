package org.demarche.gateway.projection;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.demarche.gateway.openapi.CatalogRead;
import org.demarche.gateway.openapi.Decision;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.Version;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the progress of a version, and changes its state and speed. */
@Controller("/v1/projections/{projectionName}/versions/{versionNumber}")
@Tag(name = "Projections")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class VersionController {

    private final Decisions decisions;
    private final VersionWatch watch;
    private final VersionAnswers versions;
    private final StillServedCheck stillServed;
    private final VersionStream stream;
    private final Scheduler waiting;

    VersionController(
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            VersionCopies copies,
            ViewSizes sizes,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        decisions = new Decisions(reader, writer);
        this.watch = watch;
        versions = new VersionAnswers(decisions, watch, sizes);
        stillServed = new StillServedCheck(copies);
        this.waiting = Schedulers.fromExecutorService(waiting);
        stream = new VersionStream(versions, this.waiting);
    }

    /**
     * A client that asks for a stream gets an event `progress` with the same JSON each second and
     * at each new state. The last event is `end`. The gateway sends it when nothing more happens
     * without a person's decision, or when blockers have delayed the promotion for some seconds.
     */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM, "application/*", "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getVersion", summary = "The progress of a version, and its blockers")
    @CatalogRead
    @ApiResponse(responseCode = "200", ref = "Version")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    HttpResponse<?> version(
            @InPath.ProjectionName String projectionName,
            @InPath.VersionNumber String versionNumber,
            HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        var version = decisions.version(projectionName, versionNumber);
        if (!isStream(request)) {
            return CompleteJson.ok(versions.json(version))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        var response =
                HttpResponse.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return request.getMethod() == HttpMethod.HEAD
                ? response
                : response.body(stream.of(version.id()));
    }

    /** Whether the client asks for a stream, and prefers it to JSON. */
    private static boolean isStream(HttpRequest<?> request) {
        return request.accept().stream()
                .filter(
                        type ->
                                type.matches(MediaType.TEXT_EVENT_STREAM_TYPE)
                                        || type.matches(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(type -> !type.matches(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    /** Pauses or resumes a version that is being built, or changes its speed. */
    @Patch
    @Operation(operationId = "changeVersion", summary = "Pause, resume or throttle a version")
    @Decision
    @RequestBody(ref = "VersionChange")
    @ApiResponse(responseCode = "200", ref = "VersionChanged")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "409", ref = "WrongState")
    Publisher<MutableHttpResponse<?>> change(
            @InPath.ProjectionName String projectionName,
            @InPath.VersionNumber String versionNumber,
            HttpRequest<?> request) {
        return DecisionBodies.read(request, ChangeForm::of)
                .flatMap(form -> elsewhere(() -> change(projectionName, versionNumber, form)));
    }

    /**
     * Changes the speed, and then the state. A version that allows the first change allows the
     * second, too, so both are made or neither.
     */
    VersionJson change(String name, String number, ChangeForm form) {
        var version = decisions.version(name, number);
        form.throttling(version)
                .ifPresent(event -> decisions.decide(name, _ -> event, form.person()));
        form.move(version).ifPresent(event -> decisions.decide(name, _ -> event, form.person()));
        return current(version.id());
    }

    /**
     * Blockers prevent the promotion, and the problem lists them. With `force`, the version is
     * promoted despite blockers. If the version is live already, the request changes nothing, but a
     * new number in `keep` is refused.
     */
    @Post("/promotion")
    @Operation(operationId = "promoteVersion", summary = "Promote a version: make it live")
    @Decision
    @RequestBody(ref = "Promotion")
    @ApiResponse(responseCode = "200", ref = "VersionChanged")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "409", ref = "NotReady")
    Publisher<MutableHttpResponse<?>> promote(
            @InPath.ProjectionName String projectionName,
            @InPath.VersionNumber String versionNumber,
            HttpRequest<?> request) {
        return DecisionBodies.read(request, PromotionForm::of)
                .flatMap(form -> elsewhere(() -> promote(projectionName, versionNumber, form)));
    }

    VersionJson promote(String name, String number, PromotionForm form) {
        var id = decisions.version(name, number).id();
        if (form.isDone(decisions.projection(name), id.number())) {
            return current(id);
        }
        watch.refresh();
        requireHandedOver(name, id, form);
        try {
            var _ =
                    decisions.decide(
                            name,
                            now -> {
                                if (!form.force()) {
                                    watch.requireNothingMissing(now, id, "promoted");
                                }
                                return new ControlEvent.Promoted(id.number(), form.keep());
                            },
                            form.person());
        } catch (Refusal e) {
            // another client may have promoted it in the meantime
            if (!form.isDone(decisions.projection(name), id.number())) {
                throw e;
            }
        }
        return current(id);
    }

    /**
     * Refuses to retire a standby that gateways still serve, even if the promotion is forced. If
     * blockers prevent the promotion, it checks nothing, because the answer then lists the
     * blockers.
     */
    private void requireHandedOver(String name, VersionId id, PromotionForm form) {
        if (form.force() || versions.standing(id).blockers().isEmpty()) {
            decisions.projection(name).standbysOf(id.number()).stream()
                    .skip(form.keep())
                    .forEach(gone -> stillServed.check(id, new VersionId(name, gone)));
        }
    }

    /**
     * Deletes the version's view. The live version cannot be deleted. If the version has ended
     * already, the request changes nothing.
     */
    @Delete
    @Operation(
            operationId = "removeVersion",
            summary = "Cancel a version that is being built, or retire a standby")
    @Decision
    @Parameter(name = DecisionBodies.BY, in = ParameterIn.QUERY, ref = "by")
    @Parameter(name = DecisionBodies.WHY, in = ParameterIn.QUERY, ref = "why")
    @ApiResponse(responseCode = "200", ref = "VersionChanged")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "409", ref = "WrongState")
    Publisher<MutableHttpResponse<?>> remove(
            @InPath.ProjectionName String projectionName,
            @InPath.VersionNumber String versionNumber,
            HttpRequest<?> request) {
        var person = DecisionBodies.person(Query.of(request, DecisionBodies.PERSON));
        return elsewhere(() -> remove(projectionName, versionNumber, person));
    }

    VersionJson remove(String name, String versionNumber, Person person) {
        return remove(decisions.version(name, versionNumber).id(), person);
    }

    private VersionJson remove(VersionId id, Person person) {
        if (hasEnded(id)) {
            return current(id);
        }
        var number = id.number();
        var projection = decisions.projection(id.projection());
        if (projection.versions().get(number) instanceof Version.Standby) {
            projection.live().ifPresent(live -> stillServed.check(live.id(), id));
        }
        try {
            var _ =
                    decisions.decide(
                            id.projection(),
                            now ->
                                    now.require(id.projection()).version(number)
                                                    instanceof Version.Standby
                                            ? new ControlEvent.Retired(number)
                                            : new ControlEvent.Cancelled(number),
                            person);
        } catch (Refusal e) {
            // another client may have ended it in the meantime
            if (!hasEnded(id)) {
                throw e;
            }
        }
        return current(id);
    }

    private boolean hasEnded(VersionId id) {
        var version = decisions.projection(id.projection()).versions().get(id.number());
        return version instanceof Version.Cancelled || version instanceof Version.Retired;
    }

    private VersionJson current(VersionId id) {
        return versions.decided(versions.standing(id).version());
    }

    /** Runs work that waits for Kafka on a thread that may wait. */
    private Mono<MutableHttpResponse<?>> elsewhere(Supplier<VersionJson> answer) {
        return Mono.<MutableHttpResponse<?>>fromSupplier(() -> CompleteJson.ok(answer.get()))
                .subscribeOn(waiting);
    }
}
