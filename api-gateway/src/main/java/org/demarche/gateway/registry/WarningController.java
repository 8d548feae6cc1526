package org.demarche.gateway.registry;

import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.SharedName;

/**
 * Lists the names, codes and Wikidata items that several entries share since an earlier release.
 */
@Controller("/v1/registry")
@Tag(name = "Registry")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
final class WarningController {

    private static final String TYPE = "type";
    private static final String OWNER = "owner";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Columns COLUMNS =
            Columns.of(
                    ofRow("type", "/type"),
                    ofRow("field", "/field"),
                    ofRow("text", "/text"),
                    ofRow("owners", "/owners/id"),
                    ofRow("ownerNames", "/owners/name"),
                    ofRow("message", "/message"));

    private static final ListRead<SharedName> LIST =
            new ListRead<>(COLUMNS, WarningController::json, WarningController::place);

    /**
     * The list is empty if no entries share any of these. The gateway also logs each warning once,
     * when it starts.
     */
    @Get("/warnings")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(
            operationId = "listRegistryWarnings",
            summary = "Names, codes and Wikidata items that several entries have")
    @Read
    @Parameter(name = TYPE, in = ParameterIn.QUERY, ref = "warningType")
    @Parameter(name = OWNER, in = ParameterIn.QUERY, ref = "warningOwner")
    @Paged
    @AsTable
    @ApiResponse(responseCode = "200", ref = "RegistryWarnings")
    HttpResponse<byte[]> warnings(@RequestAttribute ReadContext read) {
        var query = read.table(Set.of(TYPE, OWNER, Query.LIMIT, Query.CURSOR));
        var type = query.oneOf(TYPE, "actor", "issue", "outlet");
        var owner = query.one(OWNER);
        var limit = query.limit();
        var after = query.cursor(Optional::of).orElse("");
        var found =
                read.registry().shared().stream()
                        .filter(each -> type.map(each.type().label()::equals).orElse(true))
                        .filter(each -> owner.map(id -> isOf(id, each)).orElse(true))
                        .filter(each -> place(each).compareTo(after) > 0)
                        .sorted((one, other) -> place(one).compareTo(place(other)))
                        .limit(limit + 1L)
                        .toList();
        return LIST.answer(read, LIST.page(query, found));
    }

    private static boolean isOf(String id, SharedName shared) {
        return shared.owners().stream().anyMatch(owner -> owner.id().equals(id));
    }

    private static String place(SharedName shared) {
        return "%s %s %s".formatted(shared.type().label(), shared.field(), shared.text());
    }

    private static byte[] json(SharedName shared) {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", shared.type().label());
        members.put("field", shared.field());
        members.put("text", shared.text());
        members.put("owners", shared.owners());
        members.put("message", shared.warning());
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and lists are always JSON", e);
        }
    }
}
