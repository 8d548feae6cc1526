package org.demarche.gateway.statement;

import static org.demarche.gateway.table.Column.ofRow;
import static org.demarche.gateway.table.Columns.plus;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.fold.ConflictingReports;
import org.demarche.gateway.fold.Conflicts;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.Feed;
import org.demarche.gateway.list.FeedEntries;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsFeed;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;

/** Lists the statements on which independent reports disagree. */
@Controller("/v1/conflicts")
@Tag(name = "Evidence")
@Produces({MediaType.APPLICATION_JSON, Feed.MEDIA_TYPE, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConflictController {

    private static final Set<String> PARAMETERS =
            Query.plus(ReadTerms.TIMES, "actor", "issue", Query.FORMAT, Query.LIMIT, Query.CURSOR);

    private static final Columns COLUMNS =
            Columns.of(
                    plus(
                            List.of(
                                    ofRow("statement", "/statement"),
                                    ofRow("actor", "/actor"),
                                    ofRow("issue", "/issue"),
                                    ofRow("voice", "/voice"),
                                    ofRow("by", "/by"),
                                    ofRow("stance", "/stance"),
                                    ofRow("saidOn", "/saidOn"),
                                    ofRow("arose", "/arose"),
                                    ofRow("fields", "/differences/field")),
                            ofRow("actor", "/actor").actor(),
                            ofRow("issue", "/issue").issue(),
                            ofRow("by", "/by").voice(),
                            ofRow("saidOn", "/saidOn").days()));

    private static final ListRead<ConflictingReports> LIST =
            new ListRead<>(COLUMNS, StatementJson::of, ConflictController::text);

    private final Conflicts conflicts;
    private final FeedEntries entries;
    private final Evidence evidence;

    ConflictController(RegistryReader reader, SubjectFolds folds, Evidence evidence) {
        conflicts = new Conflicts(reader.registry(), folds);
        entries = new FeedEntries(reader.registry());
        this.evidence = evidence;
    }

    /**
     * The gateway folds the reports for each request. It reuses earlier folds that have not
     * changed.
     */
    @Get
    @Operation(
            operationId = "listConflicts",
            summary = "Statements on which independent reports disagree, the newest conflict first")
    @ReadOfNamed
    @AtTime
    @Paged
    @AsFeed
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @ApiResponse(responseCode = "200", ref = "Conflicts")
    HttpResponse<byte[]> conflicts(@RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.of(query, copy);
        var actors = read.names().ids(EntryType.ACTOR, query, "actor");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        var limit = query.limit();
        var after = query.cursor(ConflictController::place);
        Citable.requireFew("the conflicts are", conflicts.eventCount(copy, actors, issues));
        var found =
                Citable.folded(
                        read,
                        terms,
                        Set.of(),
                        (seen, time) ->
                                LIST.page(
                                        query,
                                        conflicts.latest(
                                                seen, time, actors, issues, after, limit + 1)));
        var feed = new Feed(read, "conflicts", evidence, entries::conflict);
        return found.linked("/v1/conflicts", read, LIST.answer(read, query, found, feed));
    }

    private static String text(ConflictingReports conflict) {
        var place = Conflicts.Place.of(conflict);
        return place.arose() + Cursor.BETWEEN + place.statement();
    }

    private static Optional<Conflicts.Place> place(String text) {
        try {
            return Cursor.parts(
                    text, 2, parts -> new Conflicts.Place(Instant.parse(parts[0]), parts[1]));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
