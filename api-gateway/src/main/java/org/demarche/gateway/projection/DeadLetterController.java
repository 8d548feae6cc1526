package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.CatalogList;
import org.demarche.gateway.openapi.CatalogRead;
import org.demarche.gateway.openapi.Decision;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Csv;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryReader;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shows the records that a version could not fold, and starts replays that read them again. */
@Controller("/v1/dead-letters")
@Tag(name = "Projections")
@Consumes(MediaType.ALL)
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class DeadLetterController {

    private static final String PROJECTION = "projection";
    private static final String VERSION = "version";

    private final DeadLetterLog log;
    private final String reports;
    private final DeadLetterReread reread;
    private final Decisions decisions;
    private final VersionAnswers versions;
    private final ProjectionController replays;
    private final Registry registry;
    private final Scheduler waiting;

    DeadLetterController(
            KafkaConfig config,
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            ViewSizes sizes,
            ProjectionController replays,
            RegistryReader registry,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        log = new DeadLetterLog(config);
        reports = config.topics().reports();
        reread = new DeadLetterReread(config.partitions());
        decisions = new Decisions(reader, writer);
        versions = new VersionAnswers(decisions, watch, sizes);
        this.replays = replays;
        this.registry = registry.registry();
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    /**
     * The list begins with the last dead letter. Each version of a projection writes its own dead
     * letters, so a replay may write another one for the same record. A page may have fewer items
     * than `limit`, or none, although it has a `next`, because the gateway reads at most 20,000
     * dead letters for one page.
     */
    @Get
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "listDeadLetters",
            summary = "The events that could not be folded, and why")
    @CatalogList
    @Parameter(name = PROJECTION, in = ParameterIn.QUERY, ref = "letterProjection")
    @Parameter(name = VERSION, in = ParameterIn.QUERY, ref = "letterVersion")
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "DeadLetters")
    HttpResponse<?> letters(HttpRequest<?> request) {
        var query = Query.ofTable(request, Set.of(PROJECTION, VERSION, Query.LIMIT, Query.CURSOR));
        var wanted = wanted(query);
        var before = query.cursor(text -> DeadLetterJson.ends(text, log.partitions()));
        var found = log.page(query.limit(), wanted, before);
        var page =
                new Page<>(
                        found.letters(),
                        found.ends().map(DeadLetterJson::cursor).map(query::cursorBehind));
        return Answer.list(
                request,
                page.list(one -> DeadLetterJson.of(one).toString().getBytes(UTF_8)),
                page.next(),
                DeadLetterJson.COLUMNS,
                registry);
    }

    private static Predicate<StoredLetter> wanted(Query query) {
        var projection = query.one(PROJECTION);
        var version = query.one(VERSION).map(DeadLetterController::number);
        if (projection.isEmpty() && version.isEmpty()) {
            return _ -> true;
        }
        return letter -> {
            var origin = letter.origin();
            return origin != null
                    && projection.map(origin.projection()::equals).orElse(true)
                    && version.map(one -> one == origin.version()).orElse(true);
        };
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Query.refused(VERSION, "must be a number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }

    @Get("/{letterId}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getDeadLetter", summary = "A dead letter, with the whole record")
    @CatalogRead
    @ApiResponse(responseCode = "200", ref = "DeadLetter")
    @ApiResponse(responseCode = "404", ref = "NoDeadLetter")
    HttpResponse<?> letter(@InPath.LetterId String letterId, HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        return CompleteJson.ok(whole(letterId));
    }

    ObjectNode whole(String id) {
        return DeadLetterJson.whole(find(id));
    }

    /**
     * Reads the record again with the code of this release. If the record can be read, the gateway
     * starts a replay, which folds the whole log with the record in its place. The gateway never
     * adds the record to a version that is already folded, because the version would then differ
     * from a fold of the log. If a later version than that of the dead letter is being built or
     * live, this later version reads the record again or has done so. The answer is then the later
     * version, and no replay starts. `until` is refused, because the replay might leave the record
     * out.
     */
    @Post("/{letterId}/retries")
    @Operation(
            operationId = "startRetry",
            summary = "Retry a dead letter: a replay reads the record again")
    @Decision
    @RequestBody(ref = "Replay")
    @ApiResponse(responseCode = "200", ref = "Retried")
    @ApiResponse(responseCode = "201", ref = "ReplayStarted")
    @ApiResponse(responseCode = "404", ref = "NoDeadLetter")
    @ApiResponse(responseCode = "409", ref = "StillRefused")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    @ApiResponse(responseCode = "507", ref = "ProjectionsFull")
    Publisher<MutableHttpResponse<?>> retry(
            @InPath.LetterId String letterId, HttpRequest<?> request) {
        return DecisionBodies.read(request, ReplayForm::ofRetry)
                .flatMap(
                        form ->
                                Mono.<MutableHttpResponse<?>>fromSupplier(
                                                () -> retry(letterId, form))
                                        .subscribeOn(waiting));
    }

    MutableHttpResponse<?> retry(String id, ReplayForm form) {
        var letter = find(id);
        var origin = letter.origin();
        if (origin == null) {
            throw stillRefused(id, letter.reason());
        }
        if (!origin.topic().equals(reports)) {
            throw stillRefused(id, "the letter names no record of this log");
        }
        var name = origin.projection();
        var projection = decisions.projection(name);
        var later = later(projection, origin.version());
        if (later.isPresent()) {
            return CompleteJson.ok(versions.json(later.get()));
        }
        var record =
                log.record(origin.topic(), origin.partition(), origin.offset())
                        .orElseThrow(() -> stillRefused(id, "the log has no such record any more"));
        reread.refused(letter, record, projection)
                .ifPresent(
                        why -> {
                            throw stillRefused(id, why);
                        });
        return replays.replay(name, form);
    }

    /** Finds the version that reads the record again, or has done so. */
    private static Optional<Version> later(ProjectionState projection, int number) {
        // a version that ends at an instant may not have this record
        Predicate<Version> reads =
                version -> version.id().number() > number && version.start().until() == null;
        return projection.building().filter(reads).or(() -> projection.live().filter(reads));
    }

    private StoredLetter find(String id) {
        return StoredLetter.Id.of(id)
                .flatMap(log::letter)
                .orElseThrow(() -> new Refusal(Problem.notFound("There is no dead letter " + id)));
    }

    private static Refusal stillRefused(String id, String why) {
        return new Refusal(
                Problem.of(
                        ProblemKind.STILL_REFUSED,
                        "A replay would refuse the record of dead letter %s again: %s"
                                .formatted(id, why)));
    }
}
