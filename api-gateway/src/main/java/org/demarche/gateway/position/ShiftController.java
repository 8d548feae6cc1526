package org.demarche.gateway.position;

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
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.feed.Feed;
import org.demarche.gateway.feed.FeedEntries;
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.Learned;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.Shifts;
import org.demarche.gateway.fold.ShiftsWanted;
import org.demarche.gateway.openapi.AsFeed;
import org.demarche.gateway.openapi.OnBasis;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Asked;
import org.demarche.gateway.read.Canonical;
import org.demarche.gateway.read.Cited;
import org.demarche.gateway.read.DaysAsked;
import org.demarche.gateway.read.Known;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.StoredShift;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.fold.Shift;

/** Lists the shifts of all actors on all issues, the newest first. */
@Controller("/v1/shifts")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, Feed.MEDIA_TYPE, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ShiftController {

    private static final Set<String> PARAMETERS =
            Query.plus(
                    Asked.TIMES,
                    "actor",
                    "issue",
                    "kind",
                    DaysAsked.FROM,
                    DaysAsked.TO,
                    Query.FORMAT,
                    Query.LIMIT,
                    Query.CURSOR);

    private static final List<String> KINDS =
            Arrays.stream(Shift.Kind.values()).map(Shift.Kind::label).toList();

    /** Each entry reads and folds its statement, to be dated. */
    private static final int MOST_IN_FEED = 100;

    private final RegistryReader reader;
    private final Known known;
    private final Folds folds;
    private final Shifts shifts;
    private final Evidence evidence;
    private final Learned learned;
    private final FeedEntries entries;

    ShiftController(RegistryReader reader, Folds folds, Evidence evidence) {
        this.reader = reader;
        this.folds = folds;
        this.evidence = evidence;
        learned = new Learned(evidence);
        entries = new FeedEntries(reader.registry());
        known = new Known(reader.registry());
        shifts = new Shifts(reader.registry(), folds);
    }

    /** At another time or on another basis, the page is folded for this request. */
    @Get
    @Operation(operationId = "listShifts", summary = "Shifts of position, the newest first")
    @ReadOfNamed
    @OnBasis
    @Paged
    @AsFeed
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @Parameter(name = "kind", in = ParameterIn.QUERY, ref = "shiftKinds")
    @Parameter(name = "asOf", in = ParameterIn.QUERY, ref = "asOf")
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "asKnown")
    @Parameter(name = "uncertain", in = ParameterIn.QUERY, ref = "uncertainShifts")
    @Parameter(name = "from", in = ParameterIn.QUERY, ref = "shiftsFrom")
    @Parameter(name = "to", in = ParameterIn.QUERY, ref = "shiftsTo")
    @ApiResponse(responseCode = "200", ref = "Shifts")
    HttpResponse<byte[]> shifts(HttpRequest<?> request) {
        var view = ReadFilter.view(request);
        var query = Query.ofTable(request, PARAMETERS);
        var asked = Asked.withoutDay(query, view);
        var wanted =
                new ShiftsWanted(
                        known.ids(EntryType.ACTOR, query, "actor"),
                        known.ids(EntryType.ISSUE, query, "issue"),
                        query.anyOf("kind", KINDS),
                        asked.time().uncertain(),
                        DaysAsked.of(query));
        var limit = Feed.isWanted(query) ? Math.min(query.limit(), MOST_IN_FEED) : query.limit();
        var before = query.cursor(ShiftController::key).orElse("");
        var next = reader.next();
        var stored = asked.isStored(view);
        var merges = folds.hasMerges();
        var canFold = shifts.canFold(view, wanted);
        if (!stored && !canFold) {
            throw Cited.tooMany("the shifts of another time are", shifts.eventCount(view, wanted));
        }
        var cited =
                stored && !merges
                        ? Cited.stored(view, Set.of(), () -> view.shifts(before, wanted, limit + 1))
                        : Cited.folded(
                                view,
                                asked,
                                Set.of(),
                                (seen, time) ->
                                        stored && (time.asKnown() == null || !canFold)
                                                ? shifts.newest(seen, before, wanted, limit + 1)
                                                : shifts.at(seen, time, before, wanted, limit + 1));
        var page = Page.of(query, cited.found(), limit, StoredShift::key);
        var document = page.list(StoredShift::document);
        var whole = stored && !merges ? document : document.withRegistry(next);
        var answer =
                Feed.isWanted(query)
                        ? feed(
                                request,
                                whole,
                                page,
                                SeenVersion.of(view, asked.basis()),
                                cited.pinned())
                        : Answer.list(
                                request, whole, page.next(), Columns.SHIFTS, reader.registry());
        // the link would be refused
        return canFold ? Canonical.cited("/v1/shifts", request, cited, answer) : answer;
    }

    private MutableHttpResponse<byte[]> feed(
            HttpRequest<?> request,
            Document document,
            Page<StoredShift> page,
            SeenVersion seen,
            PointInTime time) {
        var feed =
                new Feed(request, "shifts", evidence.log(), reader.registry())
                        .of(
                                document,
                                shift -> entries.shift(shift, id -> learned.of(seen, id, time)));
        return Answer.feed(request, feed, page.next());
    }

    private static Optional<String> key(String text) {
        try {
            return Optional.of(
                            ViewKey.shift(ViewKey.subjectOfShift(text), ViewKey.daysOfShift(text)))
                    .filter(text::equals);
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
