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
import org.demarche.gateway.evidence.RetractionPlace;
import org.demarche.gateway.fold.RetractedReport;
import org.demarche.gateway.fold.Retractions;
import org.demarche.gateway.list.Feed;
import org.demarche.gateway.list.FeedEntries;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsFeed;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.ReportId;

/** Lists the reports that were retracted. */
@Controller
@Tag(name = "Evidence")
@Produces({MediaType.APPLICATION_JSON, Feed.MEDIA_TYPE, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class RetractionController {

    private static final Set<String> PARAMETERS =
            Set.of("actor", "issue", ReadTerms.AS_KNOWN, Query.FORMAT, Query.LIMIT, Query.CURSOR);

    private static final Columns COLUMNS =
            Columns.of(
                    plus(
                            List.of(
                                    ofRow("report", "/report"),
                                    ofRow("actor", "/actor"),
                                    ofRow("issue", "/issue"),
                                    ofRow("statement", "/statement"),
                                    ofRow("outlet", "/outlet"),
                                    ofRow("retractedAt", "/retractedAt"),
                                    ofRow("reason", "/reason"),
                                    ofRow("restored", "/restored")),
                            ofRow("actor", "/actor").actor(),
                            ofRow("issue", "/issue").issue(),
                            ofRow("outlet", "/outlet").outlet()));

    private static final ListRead<RetractedReport> LIST =
            new ListRead<>(COLUMNS, RetractionController::json, one -> text(one.place()));

    private final Retractions retractions;
    private final FeedEntries entries;
    private final Evidence evidence;

    RetractionController(RegistryReader reader, Evidence evidence) {
        retractions = new Retractions(reader.registry(), evidence);
        entries = new FeedEntries(reader.registry());
        this.evidence = evidence;
    }

    /**
     * A page may have fewer reports than `limit`, or none, although there is a `next`: the gateway
     * looks at 20,000 retractions at most for one page.
     */
    @Get("/v1/retractions")
    @Operation(
            operationId = "listRetractions",
            summary = "Reports that were retracted, the last one first")
    @ReadOfNamed
    @Paged
    @AsFeed
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "asKnown")
    @ApiResponse(responseCode = "200", ref = "Retractions")
    HttpResponse<byte[]> retractions(@RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.ofEvents(query, copy);
        var actors = read.names().ids(EntryType.ACTOR, query, "actor");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        var limit = query.limit();
        var after = query.cursor(RetractionController::place).orElse(null);
        var found =
                Citable.folded(
                                read,
                                terms,
                                Set.of(),
                                (seen, time) ->
                                        page(
                                                query,
                                                retractions.latest(
                                                        seen, time, actors, issues, after,
                                                        limit + 1)))
                        .withoutRule();
        var feed = new Feed(read, "retractions", evidence, entries::retraction);
        return found.linked("/v1/retractions", read, LIST.answer(read, query, found, feed));
    }

    private static Page<RetractedReport> page(Query query, Retractions.Found found) {
        var page = LIST.page(query, found.reports());
        var stopped = found.stopped();
        return page.next().isPresent() || stopped == null
                ? page
                : new Page<>(page.items(), Optional.of(query.cursorBehind(text(stopped))));
    }

    private static byte[] json(RetractedReport report) {
        return JsonWriter.object(
                out -> {
                    out.writeStringField("report", report.place().report().toString());
                    out.writeStringField("actor", report.subject().actor());
                    out.writeStringField("issue", report.subject().issue());
                    out.writeStringField("statement", report.statement().toString());
                    out.writeStringField("outlet", report.outlet());
                    out.writeStringField("retractedAt", report.recorded().toString());
                    out.writeStringField("reason", report.reason());
                    out.writeBooleanField("restored", report.restored());
                });
    }

    private static String text(RetractionPlace place) {
        return String.join(
                Cursor.BETWEEN,
                place.recorded().toString(),
                place.report().toString(),
                Integer.toString(place.partition()),
                Long.toString(place.offset()));
    }

    private static Optional<RetractionPlace> place(String text) {
        try {
            return Cursor.parts(
                    text,
                    4,
                    parts ->
                            new RetractionPlace(
                                    Instant.parse(parts[0]),
                                    ReportId.parse(parts[1]),
                                    Integer.parseInt(parts[2]),
                                    Long.parseLong(parts[3])));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
