package org.demarche.gateway.position;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AsPanel;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.PanelDays;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.view.PositionDocument;
import org.demarche.model.Subject;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.Rule;

/**
 * Reads the position of an actor on an issue. The answer is the stored document. For another point
 * in time, for merged entries, and for a whole with its parts, a document is folded for the read.
 */
@Controller("/v1")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
final class PositionController {

    private static final Set<String> OF_ONE =
            Query.plus(ReadTerms.ALL, PanelDays.EVERY, DayRange.FROM, DayRange.TO);

    private final SubjectFolds folds;
    private final ExecutorService folding;

    PositionController(SubjectFolds folds, @Named(TaskExecutors.BLOCKING) ExecutorService folding) {
        this.folds = folds;
        this.folding = folding;
    }

    /**
     * If no report is filed on a known actor and issue, the stance is null.
     *
     * @return the response; its type is a wildcard, because OpenAPI would describe any other type
     */
    @Get("/actors/{actorName}/positions/{issueName}")
    @Operation(operationId = "getPosition", summary = "The position of an actor on an issue")
    @ReadByName
    @AtTime
    @Parameter(name = "scope", in = ParameterIn.QUERY, ref = "scope")
    @AsTable
    @AsPanel
    @ApiResponse(responseCode = "200", ref = "Position")
    CompletableFuture<?> position(
            @InPath.ActorName String actorName,
            @InPath.IssueName String issueName,
            @RequestAttribute ReadContext read) {
        return respond(actorName, issueName, read);
    }

    /**
     * Answers immediately with a stored document. A fold takes longer, so it runs on another
     * thread.
     */
    CompletableFuture<MutableHttpResponse<byte[]>> respond(
            String actorName, String issueName, ReadContext read) {
        var copy = read.positions();
        var query = read.table(OF_ONE);
        var panel = PanelDays.of(query);
        if (panel.isPresent()) {
            var terms = ReadTerms.withoutDay(query, copy);
            return later(
                    () -> panel(read, subject(read, actorName, issueName), panel.get(), terms));
        }
        var terms = ReadTerms.of(query, copy);
        return read.names()
                .subject(actorName, issueName)
                .filter(_ -> terms.isStored(copy) && !read.registry().hasMerges())
                .map(subject -> CompletableFuture.completedFuture(stored(read, subject)))
                .orElseGet(
                        () ->
                                later(
                                        () -> {
                                            var subject = subject(read, actorName, issueName);
                                            return terms.isStored(copy) && folds.isAsFiled(subject)
                                                    ? stored(read, subject)
                                                    : folded(read, subject, terms);
                                        }));
    }

    /**
     * Makes the answer on another thread, because suggestions of names take time, and the evidence
     * is on disk.
     */
    private CompletableFuture<MutableHttpResponse<byte[]>> later(
            Supplier<MutableHttpResponse<byte[]>> answer) {
        return CompletableFuture.supplyAsync(answer, folding);
    }

    private static Subject subject(ReadContext read, String actorName, String issueName) {
        var names = read.names();
        return new Subject(names.actor(actorName), names.issue(issueName));
    }

    private MutableHttpResponse<byte[]> panel(
            ReadContext read, Subject subject, PanelDays panel, ReadTerms terms) {
        var holders = folds.holders(subject.actor(), terms.withParts());
        return new PositionPanel(folds, panel, terms)
                .answer(read, path(subject), holders, Stream.of(subject));
    }

    private MutableHttpResponse<byte[]> stored(ReadContext read, Subject subject) {
        // no merge affects the actor, so all its statements are filed under this id
        var holders = Set.of(subject.actor());
        return answer(read, subject, Citable.stored(read, holders, copy -> stored(copy, subject)));
    }

    private static Document stored(PositionsCopy copy, Subject subject) {
        return copy.position(subject.actor(), subject.issue())
                .orElseGet(() -> unheard(subject, copy.rule()));
    }

    private MutableHttpResponse<byte[]> folded(ReadContext read, Subject subject, ReadTerms terms) {
        var holders = folds.holders(subject.actor(), terms.withParts());
        return answer(
                read,
                subject,
                Citable.folded(
                        read,
                        terms,
                        holders,
                        (seen, time) ->
                                folds.position(seen, subject, time, terms.withParts())
                                        .orElseGet(() -> unheard(subject, terms.basis().rule()))));
    }

    private static Document unheard(Subject subject, Rule rule) {
        var position = Position.unheard(subject.actor(), subject.issue(), rule);
        return Document.of(PositionDocument.write(position, _ -> null));
    }

    private static MutableHttpResponse<byte[]> answer(
            ReadContext read, Subject subject, Citable<Document> found) {
        var document = found.tagged(read, found.found());
        var answer = Answer.row(read.request(), document, Columns.POSITIONS, read.registry());
        return found.linked(path(subject), read, answer);
    }

    private static String path(Subject subject) {
        return "/v1/actors/%s/positions/%s".formatted(subject.actor(), subject.issue());
    }
}
