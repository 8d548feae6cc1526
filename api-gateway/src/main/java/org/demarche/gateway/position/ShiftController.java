package org.demarche.gateway.position;

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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.fold.FirstRecorded;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.Shifts;
import org.demarche.gateway.fold.ShiftsWanted;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.Feed;
import org.demarche.gateway.list.FeedEntries;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsFeed;
import org.demarche.gateway.openapi.OnBasis;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.StoredShift;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.view.ViewKey;
import org.demarche.model.fold.Shift;

/** Lists the shifts of all actors on all issues, the newest first. */
@Controller("/v1/shifts")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, Feed.MEDIA_TYPE, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ShiftController {

    private static final Set<String> PARAMETERS =
            Query.plus(
                    ReadTerms.TIMES,
                    "actor",
                    "issue",
                    "kind",
                    DayRange.FROM,
                    DayRange.TO,
                    Query.FORMAT,
                    Query.LIMIT,
                    Query.CURSOR);

    private static final List<String> KINDS =
            Arrays.stream(Shift.Kind.values()).map(Shift.Kind::label).toList();

    /**
     * The most entries of a feed. The gateway reads and folds a statement to get the date of each
     * entry.
     */
    private static final int MOST_IN_FEED = 100;

    private static final ListRead<StoredShift> LIST =
            new ListRead<>(Columns.SHIFTS, StoredShift::document, StoredShift::key);

    private final Shifts shifts;
    private final Evidence evidence;
    private final FirstRecorded firstRecorded;
    private final FeedEntries entries;

    ShiftController(RegistryReader reader, SubjectFolds folds, Evidence evidence) {
        this.evidence = evidence;
        firstRecorded = new FirstRecorded(evidence);
        entries = new FeedEntries(reader.registry());
        shifts = new Shifts(reader.registry(), folds);
    }

    /** For another time or on another basis, the gateway folds the shifts for this request. */
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
    HttpResponse<byte[]> shifts(@RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.withoutDay(query, copy);
        var wanted =
                new ShiftsWanted(
                        read.names().ids(EntryType.ACTOR, query, "actor"),
                        read.names().ids(EntryType.ISSUE, query, "issue"),
                        query.anyOf("kind", KINDS),
                        terms.time().uncertain(),
                        DayRange.of(query));
        var limit = Feed.isWanted(query) ? Math.min(query.limit(), MOST_IN_FEED) : query.limit();
        var before = query.cursor(ShiftController::key).orElse("");
        var stored = terms.isStored(copy);
        var merges = read.registry().hasMerges();
        var canFold = shifts.canFold(copy, wanted);
        if (!stored && !canFold) {
            throw Citable.tooMany(
                    "the shifts of another time are", shifts.eventCount(copy, wanted));
        }
        var all =
                stored && !merges
                        ? Citable.stored(
                                read, Set.of(), _ -> copy.shifts(before, wanted, limit + 1))
                        : Citable.folded(
                                read,
                                terms,
                                Set.of(),
                                (seen, time) ->
                                        stored && (time.asKnown() == null || !canFold)
                                                ? shifts.newest(seen, before, wanted, limit + 1)
                                                : shifts.at(seen, time, before, wanted, limit + 1));
        var found = all.map(some -> LIST.page(query, limit, some));
        var seen = SeenVersion.of(copy, terms.basis());
        var feed =
                new Feed(
                        read,
                        "shifts",
                        evidence,
                        shift ->
                                entries.shift(
                                        shift, id -> firstRecorded.of(seen, id, found.pinned())));
        var answer = LIST.answer(read, query, found, feed);
        // without a link to cite, because a read of the link would be refused
        return canFold ? found.linked("/v1/shifts", read, answer) : Answer.by(copy.id(), answer);
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
