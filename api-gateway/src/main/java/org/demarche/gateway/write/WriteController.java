package org.demarche.gateway.write;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Write;
import org.reactivestreams.Publisher;

/** Passes writes on. Only the ingest service checks them and their media types. */
@Controller("/v1")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
final class WriteController {

    private final Forwarder forwarder;

    WriteController(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    /**
     * The answer comes when Kafka has acknowledged the report. Names become ids. A read with the
     * token in the answer sees the report. If one of many reports is bad, only that report fails.
     */
    @Post("/reports")
    @Tag(name = "Evidence")
    @Operation(operationId = "fileReports", summary = "File a report, or many")
    @Needs.Code
    @Write
    @Parameter(name = "register", in = ParameterIn.QUERY, ref = "register")
    @Parameter(name = "force", in = ParameterIn.QUERY, ref = "force")
    @Parameter(name = "results", in = ParameterIn.QUERY, ref = "results")
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, ref = "dryRun")
    @Parameter(name = "Idempotency-Key", in = ParameterIn.HEADER, ref = "idempotencyKey")
    @RequestBody(ref = "ReportFilings")
    @ApiResponse(responseCode = "201", ref = "Filed")
    @ApiResponse(responseCode = "200", ref = "FiledBefore")
    @ApiResponse(responseCode = "409", ref = "Taken")
    Publisher<MutableHttpResponse<?>> file(HttpRequest<?> request) {
        return forward(request);
    }

    /**
     * The log must be empty, or have restored events only. It is safe to send the same lines again:
     * nothing more is written then.
     */
    @Post("/restore")
    @Tag(name = "Export")
    @Operation(operationId = "restoreLines", summary = "Restore the lines of an export")
    @Needs.Admin
    @Write
    @Parameter(name = "results", in = ParameterIn.QUERY, ref = "results")
    @RequestBody(ref = "ExportedLines")
    @ApiResponse(responseCode = "200", ref = "Restored")
    @ApiResponse(responseCode = "409", ref = "LogNotEmpty")
    Publisher<MutableHttpResponse<?>> restore(HttpRequest<?> request) {
        return forward(request);
    }

    /**
     * The filing stays in the log, and the correction comes after it. It is safe to send the same
     * correction again: nothing more is written then.
     */
    @Post("/reports/{id}/corrections")
    @Tag(name = "Evidence")
    @Operation(operationId = "correctReport", summary = "Correct a report")
    @Needs.Code
    @Write
    @Parameter(name = "register", in = ParameterIn.QUERY, ref = "register")
    @Parameter(name = "force", in = ParameterIn.QUERY, ref = "force")
    @RequestBody(ref = "Correction")
    @ApiResponse(responseCode = "201", ref = "Corrected")
    @ApiResponse(responseCode = "200", ref = "CorrectedBefore")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    @ApiResponse(responseCode = "409", ref = "HolderFixed")
    Publisher<MutableHttpResponse<?>> correct(@InPath.ReportId String id, HttpRequest<?> request) {
        return forward(request);
    }

    /**
     * From now on the report no longer counts; its content stays in the log, and a read with an
     * earlier `asKnown` still counts it. It is safe to send the same retraction again: nothing more
     * is written then.
     */
    @Post("/reports/{id}/retractions")
    @Tag(name = "Evidence")
    @Operation(operationId = "retractReport", summary = "Retract a report")
    @Needs.Code
    @Write
    @RequestBody(ref = "Retraction")
    @ApiResponse(responseCode = "201", ref = "Retracted")
    @ApiResponse(responseCode = "200", ref = "RetractedBefore")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    Publisher<MutableHttpResponse<?>> retract(@InPath.ReportId String id, HttpRequest<?> request) {
        return forward(request);
    }

    /**
     * Each line is a whole corrected report with its id as `report`. If a line is bad, only that
     * line fails. Lines of one report are handled in their order.
     */
    @Post("/corrections")
    @Tag(name = "Evidence")
    @Operation(operationId = "correctReports", summary = "Correct many reports")
    @Needs.Code
    @Write
    @Parameter(name = "register", in = ParameterIn.QUERY, ref = "register")
    @Parameter(name = "force", in = ParameterIn.QUERY, ref = "force")
    @Parameter(name = "results", in = ParameterIn.QUERY, ref = "results")
    @RequestBody(ref = "CorrectionLines")
    @ApiResponse(responseCode = "200", ref = "CorrectedLines")
    Publisher<MutableHttpResponse<?>> correctAll(HttpRequest<?> request) {
        return forward(request);
    }

    /**
     * Each line has the id of a report as `report`, and the reason. If a line is bad, only that
     * line fails. It is safe to send the same lines again: nothing more is written then.
     */
    @Post("/retractions")
    @Tag(name = "Evidence")
    @Operation(operationId = "retractReports", summary = "Retract many reports")
    @Needs.Code
    @Write
    @Parameter(name = "results", in = ParameterIn.QUERY, ref = "results")
    @RequestBody(ref = "RetractionLines")
    @ApiResponse(responseCode = "200", ref = "RetractedLines")
    Publisher<MutableHttpResponse<?>> retractAll(HttpRequest<?> request) {
        return forward(request);
    }

    /** Replaces the whole entry. The answer lists the values that the request dropped. */
    @Put("/actors/{actorName}")
    @Tag(name = "Registry")
    @Operation(operationId = "putActor", summary = "Register an actor, or change it")
    @Needs.Code
    @Write
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, ref = "ifMatch")
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneThere")
    @RequestBody(ref = "Actor")
    @ApiResponse(responseCode = "201", ref = "ActorStored")
    @ApiResponse(responseCode = "200", ref = "ActorStored")
    @ApiResponse(responseCode = "409", ref = "Taken")
    @ApiResponse(responseCode = "412", ref = "Changed")
    Publisher<MutableHttpResponse<?>> putActor(
            @InPath.ActorId String actorName, HttpRequest<?> request) {
        return forward(request);
    }

    /** Replaces the whole entry. The answer lists the values that the request dropped. */
    @Put("/issues/{issueName}")
    @Tag(name = "Registry")
    @Operation(operationId = "putIssue", summary = "Register an issue, or change it")
    @Needs.Code
    @Write
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, ref = "ifMatch")
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneThere")
    @RequestBody(ref = "Issue")
    @ApiResponse(responseCode = "201", ref = "IssueStored")
    @ApiResponse(responseCode = "200", ref = "IssueStored")
    @ApiResponse(responseCode = "409", ref = "Taken")
    @ApiResponse(responseCode = "412", ref = "Changed")
    Publisher<MutableHttpResponse<?>> putIssue(
            @InPath.IssueId String issueName, HttpRequest<?> request) {
        return forward(request);
    }

    /** Replaces the whole entry. The answer lists the values that the request dropped. */
    @Put("/outlets/{outletName}")
    @Tag(name = "Registry")
    @Operation(operationId = "putOutlet", summary = "Register an outlet, or change it")
    @Needs.Code
    @Write
    @Parameter(name = "If-Match", in = ParameterIn.HEADER, ref = "ifMatch")
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneThere")
    @RequestBody(ref = "Outlet")
    @ApiResponse(responseCode = "201", ref = "OutletStored")
    @ApiResponse(responseCode = "200", ref = "OutletStored")
    @ApiResponse(responseCode = "409", ref = "Taken")
    @ApiResponse(responseCode = "412", ref = "Changed")
    Publisher<MutableHttpResponse<?>> putOutlet(
            @InPath.OutletId String outletName, HttpRequest<?> request) {
        return forward(request);
    }

    private Publisher<MutableHttpResponse<?>> forward(HttpRequest<?> request) {
        return forwarder.forward((ServerHttpRequest<?>) request);
    }
}
