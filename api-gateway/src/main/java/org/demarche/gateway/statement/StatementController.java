package org.demarche.gateway.statement;

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
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.AtTime;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.fold.GradeFilter;

/** Reads statements with their reports, and the events of each report. */
@Controller("/v1")
@Tag(name = "Evidence")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
@ExecuteOn(TaskExecutors.BLOCKING) // the methods read and fold events, which takes time
public final class StatementController {

    private static final Set<String> PARAMETERS =
            plus(
                    plus(
                            ReadTerms.TIMES,
                            "actor",
                            "issue",
                            StatementPages.ORDER,
                            Query.LIMIT,
                            Query.CURSOR),
                    StatementFilter.PARAMETERS.toArray(String[]::new));

    private final StatementPages pages;
    private final SubjectFolds folds;
    private final Evidence evidence;

    StatementController(RegistryReader reader, SubjectFolds folds, Evidence evidence) {
        this.folds = folds;
        this.evidence = evidence;
        pages = new StatementPages(reader.registry(), folds);
    }

    /**
     * The newest statement comes first, within each actor and issue or, with `order=day`, among
     * all. The order is that of the fold, backwards.
     */
    @Get("/statements")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @Operation(
            operationId = "listStatements",
            summary = "Statements, by actor, issue and day, or by day alone")
    @ReadOfNamed
    @AtTime
    @Paged
    @AsTable
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @Parameter(name = "speaker", in = ParameterIn.QUERY, ref = "speaker")
    @Parameter(name = "outlet", in = ParameterIn.QUERY, ref = "outlets")
    @Parameter(name = "agency", in = ParameterIn.QUERY, ref = "agencies")
    @Parameter(name = "origin", in = ParameterIn.QUERY, ref = "origins")
    @Parameter(name = "utterance", in = ParameterIn.QUERY, ref = "utterances")
    @Parameter(name = "reliability", in = ParameterIn.QUERY, ref = "reliabilities")
    @Parameter(name = "credibility", in = ParameterIn.QUERY, ref = "credibilities")
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "words")
    @Parameter(name = "voice", in = ParameterIn.QUERY, ref = "voices")
    @Parameter(name = "contested", in = ParameterIn.QUERY, ref = "contested")
    @Parameter(name = "from", in = ParameterIn.QUERY, ref = "from")
    @Parameter(name = "to", in = ParameterIn.QUERY, ref = "to")
    @Parameter(name = "order", in = ParameterIn.QUERY, ref = "statementOrder")
    @ApiResponse(responseCode = "200", ref = "Statements")
    public HttpResponse<byte[]> statements(@RequestAttribute ReadContext read) {
        var query = read.table(PARAMETERS);
        var copy = read.positions();
        var terms = ReadTerms.of(query, copy);
        var found =
                Citable.folded(
                        read,
                        terms,
                        Set.of(),
                        (seen, time) -> pages.page(read.names(), seen, query, time));
        return found.linked("/v1/statements", read, StatementPages.LIST.answer(read, found));
    }

    /**
     * The statement has the ids from the filing of its reports, even if their entries were merged
     * since.
     */
    @Get("/statements/{id}")
    @Operation(
            operationId = "getStatement",
            summary = "A statement, with its reports and where they differ")
    @Read
    @AtTime
    @ApiResponse(responseCode = "200", ref = "Statement")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    public HttpResponse<byte[]> statement(
            @InPath.StatementId String id, @RequestAttribute ReadContext read) {
        var terms = ReadTerms.of(read.query(ReadTerms.TIMES), read.positions());
        var wanted = parsed(id).orElseThrow(() -> unattested(id, terms));
        var cited =
                Citable.folded(
                        read,
                        terms,
                        folds.holders(wanted.holder(), false),
                        (seen, time) -> statement(seen, wanted, time));
        var document = cited.found().orElseThrow(() -> unattested(id, terms));
        var answer = Answer.of(read.request(), Document.of(document));
        return cited.linked("/v1/statements/" + id, read, answer);
    }

    private Optional<byte[]> statement(SeenVersion seen, StatementId id, PointInTime time) {
        return folds.statement(seen, id, time)
                .map(StatementJson::of)
                .or(() -> folds.retracted(seen, id, time).map(StatementJson::of));
    }

    private static Refusal unattested(String id, ReadTerms terms) {
        var reports =
                terms.basis().grades().equals(GradeFilter.NONE)
                        ? "report"
                        : "report of these grades";
        return new Refusal(
                Problem.notFound("No %s attests a statement '%s'".formatted(reports, id)));
    }

    /** Each event is as it was recorded, also corrections and the retraction. */
    @Get("/reports/{id}")
    @Operation(operationId = "getReport", summary = "A report, with all its events")
    @Read
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "asKnown")
    @ApiResponse(responseCode = "200", ref = "Report")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    public HttpResponse<byte[]> report(
            @InPath.ReportId String id, @RequestAttribute ReadContext read) {
        var copy = read.positions();
        var terms = ReadTerms.ofEvents(read.query(Set.of(ReadTerms.AS_KNOWN)), copy);
        var wanted = report(id).orElseThrow(() -> unfiled(id));
        var cited =
                Citable.folded(
                        read,
                        terms,
                        Set.of(wanted.holder()),
                        (seen, time) -> folds.report(seen, wanted, time));
        var found =
                cited.found()
                        .orElseThrow(
                                () ->
                                        evidence.unreadable(wanted)
                                                .map(why -> unread(id, why))
                                                .orElseGet(() -> unfiled(id)));
        var answer = Answer.of(read.request(), StatementJson.report(id, found));
        return cited.withoutRule().linked("/v1/reports/" + id, read, answer);
    }

    private static Refusal unfiled(String id) {
        return new Refusal(Problem.notFound("There is no report '%s'".formatted(id)));
    }

    private static Refusal unread(String id, String why) {
        return new Refusal(
                Problem.notFound(
                        "No report '%s' is filed: the log has a record with this id that cannot be read (%s). File the report under another id"
                                .formatted(id, why)));
    }

    private static Optional<StatementId> parsed(String id) {
        try {
            return Optional.of(StatementId.parse(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<ReportId> report(String id) {
        try {
            return Optional.of(ReportId.parse(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
