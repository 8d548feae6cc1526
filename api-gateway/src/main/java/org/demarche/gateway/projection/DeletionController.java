package org.demarche.gateway.projection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.openapi.Decision;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.gateway.read.Query;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Deletes declared projections. A deletion is one record, and all services act on it. */
@Controller("/v1/projections")
@Tag(name = "Projections")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class DeletionController {

    private final Decisions decisions;
    private final VersionWatch watch;
    private final Scheduler waiting;

    DeletionController(
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        decisions = new Decisions(reader, writer);
        this.watch = watch;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    /**
     * Ends all versions of a declared projection, and deletes their documents. Decisions and dead
     * letters are kept. The name can be declared again, and the numbers of its versions continue. A
     * repeated request changes nothing, and gets the same answer.
     */
    @Delete("/{projectionName}")
    @Operation(operationId = "deleteProjection", summary = "Delete a declared projection")
    @Decision
    @Parameter(name = DecisionBodies.BY, in = ParameterIn.QUERY, ref = "by")
    @Parameter(name = DecisionBodies.WHY, in = ParameterIn.QUERY, ref = "why")
    @ApiResponse(responseCode = "200", ref = "Deleted")
    @ApiResponse(responseCode = "404", ref = "UnknownProjection")
    @ApiResponse(responseCode = "409", ref = "NotDeleted")
    Publisher<MutableHttpResponse<?>> delete(
            @InPath.ProjectionName String projectionName, HttpRequest<?> request) {
        var person = DecisionBodies.person(Query.of(request, DecisionBodies.PERSON));
        return Mono.<MutableHttpResponse<?>>fromSupplier(() -> delete(projectionName, person))
                .subscribeOn(waiting);
    }

    MutableHttpResponse<?> delete(String name, Person person) {
        var before = deleted(name);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            var _ =
                    decisions.decide(
                            name,
                            now -> new ControlEvent.Deleted(now.require(name).versions().lastKey()),
                            person);
        } catch (Refusal e) {
            // another client may have deleted it in the meantime
            return deleted(name).orElseThrow(() -> e);
        }
        return deleted(name)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.of(
                                                ProblemKind.CONTENDED,
                                                "%s was deleted, and is declared again already: look at it"
                                                        .formatted(name))));
    }

    private Optional<MutableHttpResponse<?>> deleted(String name) {
        var catalog = decisions.catalog();
        return Optional.ofNullable(catalog.deleted().get(name))
                .flatMap(
                        gone ->
                                decisions
                                        .deletion(name)
                                        .map(
                                                decision ->
                                                        CompleteJson.ok(
                                                                ProjectionJson.deleted(
                                                                        gone, decision, catalog,
                                                                        watch))));
    }
}
