package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.declared.Definition;
import org.demarche.gateway.openapi.Decision;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.write.WholeBody;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Declares projections by definitions in JSON. */
@Controller("/v1/projections")
@Tag(name = "Projections")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class DeclarationController {

    private static final String PROMOTE = "promote";
    private static final String DRY_RUN = "dryRun";
    private static final int LONGEST = 128 * 1024;

    private final Decisions decisions;
    private final VersionAnswers versions;
    private final DryRun dryRun;
    private final ProjectionLimit limit;
    private final Scheduler waiting;

    DeclarationController(
            KafkaConfig config,
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            ViewSizes sizes,
            ProjectionLimit limit,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        decisions = new Decisions(reader, writer);
        versions = new VersionAnswers(decisions, watch, sizes);
        dryRun = new DryRun(config);
        this.limit = limit;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    /**
     * The first version is folded from the beginning of the log. It becomes live when it has caught
     * up, unless `promote` is `manual`. A repeated request with the same definition changes
     * nothing. If a projection of this name was deleted, the numbers of its versions continue. A
     * dry run declares nothing: it folds some events of the log in memory, and shows the result.
     */
    @Post
    @Operation(
            operationId = "declareProjection",
            summary = "Declare a projection, or try a definition")
    @Decision
    @Parameter(name = PROMOTE, in = ParameterIn.QUERY, ref = "promote")
    @Parameter(name = DRY_RUN, in = ParameterIn.QUERY, ref = "dryRunEvents")
    @Parameter(name = DecisionBodies.BY, in = ParameterIn.QUERY, ref = "by")
    @Parameter(name = DecisionBodies.WHY, in = ParameterIn.QUERY, ref = "why")
    @RequestBody(ref = "Definition")
    @ApiResponse(responseCode = "201", ref = "Declared")
    @ApiResponse(responseCode = "200", ref = "DeclaredBefore")
    @ApiResponse(responseCode = "409", ref = "NameTaken")
    @ApiResponse(responseCode = "507", ref = "ProjectionsFull")
    Publisher<MutableHttpResponse<?>> declare(HttpRequest<?> request) {
        var query =
                Query.of(request, Set.of(PROMOTE, DRY_RUN, DecisionBodies.BY, DecisionBodies.WHY));
        var person = DecisionBodies.person(query);
        var auto = query.oneOf(PROMOTE, "auto", "manual").filter("manual"::equals).isEmpty();
        var reports = query.one(DRY_RUN).map(DryRun::count);
        return WholeBody.of((ServerHttpRequest<?>) request, LONGEST)
                .flatMap(
                        body ->
                                Mono.<MutableHttpResponse<?>>fromSupplier(
                                                () -> answer(request, body, auto, reports, person))
                                        .subscribeOn(waiting));
    }

    private MutableHttpResponse<?> answer(
            HttpRequest<?> request,
            byte[] body,
            boolean auto,
            Optional<Integer> reports,
            Person person) {
        DecisionBodies.requireJson(request);
        return reports.isPresent()
                ? CompleteJson.ok(tried(body, reports.get()))
                : declare(read(body), auto, person);
    }

    DryRun.Tried tried(byte[] definition, int reports) {
        var read = read(definition);
        return dryRun.of(read, reports).refused(refusal(read));
    }

    /** Declares the definition, and returns its name. */
    String declared(byte[] body, boolean auto, Person person) {
        var definition = read(body);
        var _ = declare(definition, auto, person);
        return definition.name();
    }

    /** Returns the reason why the definition cannot be declared; null if it can. */
    private @Nullable String refusal(Definition definition) {
        var json = new String(definition.json(), UTF_8);
        return decisions
                .catalog()
                .projection(definition.name())
                .filter(known -> !json.equals(known.definition()))
                .map(ProjectionState::taken)
                .orElse(null);
    }

    private MutableHttpResponse<?> declare(Definition definition, boolean auto, Person person) {
        var name = definition.name();
        var json = new String(definition.json(), UTF_8);
        var before = declared(name, json);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            var catalog =
                    decisions.decide(
                            name,
                            now -> {
                                limit.require(now, name);
                                return new ControlEvent.Declared(
                                        now.firstNumber(name),
                                        json,
                                        ControlEvent.Declared.REVISION,
                                        auto);
                            },
                            person);
            var first = catalog.projection(name).orElseThrow().versions().lastEntry().getValue();
            return CompleteJson.with(
                            HttpResponse.status(HttpStatus.CREATED), versions.decided(first))
                    .header(HttpHeaders.LOCATION, Decisions.address(first.id()));
        } catch (Refusal e) {
            // another client may have declared the same definition in the meantime
            return declared(name, json).orElseThrow(() -> e);
        }
    }

    /** Returns the answer if exactly this definition was declared before. */
    private Optional<MutableHttpResponse<?>> declared(String name, String json) {
        return decisions
                .catalog()
                .projection(name)
                .filter(known -> json.equals(known.definition()))
                .map(known -> CompleteJson.ok(versions.json(newest(known))));
    }

    /**
     * Returns the version to watch: the one that is being built, or else the live one, or else the
     * last one. The last one is not always right, because it may have been cancelled.
     */
    private static Version newest(ProjectionState projection) {
        return projection
                .building()
                .or(projection::live)
                .orElseGet(() -> projection.versions().lastEntry().getValue());
    }

    private static Definition read(byte[] body) {
        try {
            return Definition.parse(body);
        } catch (MalformedJson e) {
            throw new Refusal(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            throw new Refusal(Problem.invalid(e.violations()));
        }
    }
}
