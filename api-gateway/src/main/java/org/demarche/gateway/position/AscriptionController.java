package org.demarche.gateway.position;

import static java.util.Comparator.comparing;
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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Ascription;
import org.demarche.gateway.fold.Ascriptions;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.PointInTime;

/**
 * Lists the stances that others give to an actor, and after them the stances that the actor gives
 * to others. Each part is sorted by the other actor or outlet, then by issue.
 */
@Controller("/v1/actors/{actorName}/ascriptions")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class AscriptionController {

    private static final Set<String> PARAMETERS =
            plus(ReadTerms.TIMES, "direction", "issue", Query.LIMIT, Query.CURSOR);

    private final SubjectFolds folds;
    private final Ascriptions ascriptions;

    AscriptionController(RegistryReader reader, SubjectFolds folds) {
        this.folds = folds;
        ascriptions = new Ascriptions(reader.registry(), folds);
    }

    @Get
    @Operation(
            operationId = "listAscriptions",
            summary = "Stances that others give to an actor, and that the actor gives to others")
    @ReadByName
    @AtTime
    @Paged
    @AsTable
    @Parameter(name = "direction", in = ParameterIn.QUERY, ref = "direction")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Ascriptions")
    HttpResponse<byte[]> ascriptions(
            @InPath.ActorName String actorName, @RequestAttribute ReadContext read) {
        var query = read.table(PARAMETERS);
        var copy = read.positions();
        var terms = ReadTerms.of(query, copy);
        var actor = read.names().actor(actorName);
        var direction = query.oneOf("direction", "of", "by").orElse("both");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        var list =
                new ListRead<Ascription>(
                        Columns.ASCRIPTIONS, Ascription::json, one -> place(actor, one));
        var limit = query.limit();
        var after = query.cursor(AscriptionController::place).orElse("");
        var holders = direction.equals("of") ? folds.holders(actor, false) : Set.<String>of();
        var found =
                Citable.folded(
                        read,
                        terms,
                        holders,
                        (seen, time) ->
                                list.page(
                                        query,
                                        ascriptions(seen, actor, direction, issues, time)
                                                .filter(
                                                        one ->
                                                                place(actor, one).compareTo(after)
                                                                        > 0)
                                                .sorted(comparing(one -> place(actor, one)))
                                                .limit(limit + 1)
                                                .toList()));
        var path = "/v1/actors/%s/ascriptions".formatted(actor);
        return found.linked(path, read, list.answer(read, found));
    }

    private Stream<Ascription> ascriptions(
            SeenVersion seen,
            String actor,
            String direction,
            NavigableSet<String> issues,
            PointInTime time) {
        Stream<Ascription> of =
                direction.equals("by") ? Stream.empty() : ascriptions.of(seen, actor, issues, time);
        Stream<Ascription> by =
                direction.equals("of") ? Stream.empty() : ascriptions.by(seen, actor, issues, time);
        return Stream.concat(of, by);
    }

    /**
     * Returns the place of an ascription in the list. If an outlet and an actor have the same id,
     * the outlet comes after the actor.
     */
    private static String place(String actor, Ascription one) {
        var subject = one.subject();
        return subject.actor().equals(actor)
                ? String.join(
                        Cursor.BETWEEN,
                        "1",
                        one.by(),
                        one.narrated() ? "outlet" : "actor",
                        subject.issue())
                : String.join(Cursor.BETWEEN, "2", subject.actor(), "actor", subject.issue());
    }

    private static Optional<String> place(String text) {
        return Cursor.parts(text, 4, _ -> text);
    }
}
