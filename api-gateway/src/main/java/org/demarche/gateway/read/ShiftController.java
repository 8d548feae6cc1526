package org.demarche.gateway.read;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.Seen;
import org.demarche.gateway.fold.Shifts;
import org.demarche.gateway.fold.ShiftsWanted;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.StoredShift;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Shift;

/** Who changed lately: the shifts of all actors on all issues, the newest first. */
@Controller("/v1/shifts")
@Tag(name = "Positions")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ShiftController {

    private static final Set<String> PARAMETERS =
            Set.of(
                    "actor",
                    "issue",
                    "kind",
                    Asked.UNCERTAIN,
                    DaysAsked.FROM,
                    DaysAsked.TO,
                    Query.LIMIT,
                    Query.CURSOR);

    private static final List<String> KINDS =
            Arrays.stream(Shift.Kind.values()).map(Shift.Kind::label).toList();

    private final RegistryReader reader;
    private final Known known;
    private final Folds folds;
    private final Shifts shifts;

    ShiftController(RegistryReader reader, Folds folds) {
        this.reader = reader;
        this.folds = folds;
        known = new Known(reader.registry());
        shifts = new Shifts(reader.registry(), folds);
    }

    @Get
    @Operation(summary = "Shifts of position, the newest first")
    @ReadOfNamed
    @Paged
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @Parameter(name = "kind", in = ParameterIn.QUERY, ref = "shiftKinds")
    @Parameter(name = "uncertain", in = ParameterIn.QUERY, ref = "uncertainShifts")
    @Parameter(name = "from", in = ParameterIn.QUERY, ref = "from")
    @Parameter(name = "to", in = ParameterIn.QUERY, ref = "to")
    @ApiResponse(responseCode = "200", ref = "Shifts")
    HttpResponse<byte[]> shifts(HttpRequest<?> request) {
        var query = Query.of(request, PARAMETERS);
        var wanted =
                new ShiftsWanted(
                        known.ids(EntryType.ACTOR, query, "actor"),
                        known.ids(EntryType.ISSUE, query, "issue"),
                        query.anyOf("kind", KINDS),
                        query.oneOf(Asked.UNCERTAIN, "exclude", "include")
                                .filter("include"::equals)
                                .isPresent(),
                        DaysAsked.of(query));
        var limit = query.limit(Query.USUAL_LIMIT);
        var before = query.cursor(ShiftController::key).orElse("");
        var next = reader.next();
        var merges = folds.hasMerges();
        var found = shifts.newest(Seen.of(ReadFilter.view(request)), before, wanted, limit + 1);
        var document = Page.of(query, found, limit, StoredShift::key).list(StoredShift::document);
        return Answer.table(
                request, merges ? document.withRegistry(next) : document, Columns.SHIFTS);
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
