package org.demarche.gateway.registry;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;

/** Lists the revisions of an entry. A merged entry keeps its own revisions. */
@Controller("/v1")
@Tag(name = "Registry")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntryRevisionController {

    private final Revisions revisions;

    EntryRevisionController(RegistryReader reader) {
        revisions = new Revisions(reader.registry());
    }

    @Get("/actors/{actorName}/revisions")
    @Operation(
            operationId = "listActorRevisions",
            summary = "An actor's entry, as it is and as it was")
    @ReadOfNamed
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "ActorRevisions")
    HttpResponse<byte[]> actor(
            @InPath.ActorName String actorName, @RequestAttribute ReadContext read) {
        return revisions.all(EntryType.ACTOR, actorName, read);
    }

    @Get("/issues/{issueName}/revisions")
    @Operation(
            operationId = "listIssueRevisions",
            summary = "An issue's entry, as it is and as it was")
    @ReadOfNamed
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "IssueRevisions")
    HttpResponse<byte[]> issue(
            @InPath.IssueName String issueName, @RequestAttribute ReadContext read) {
        return revisions.all(EntryType.ISSUE, issueName, read);
    }

    @Get("/outlets/{outletName}/revisions")
    @Operation(
            operationId = "listOutletRevisions",
            summary = "An outlet's entry, as it is and as it was")
    @ReadOfNamed
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "OutletRevisions")
    HttpResponse<byte[]> outlet(
            @InPath.OutletName String outletName, @RequestAttribute ReadContext read) {
        return revisions.all(EntryType.OUTLET, outletName, read);
    }
}
