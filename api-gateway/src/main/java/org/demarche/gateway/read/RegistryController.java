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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.view.Document;
import org.demarche.log.NormalForm;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Slug;

/**
 * Actors, issues and outlets: {@code limit}, {@code cursor}, and {@code q} for part of a name. A
 * list goes through all entries, which takes more than a moment where there are many.
 */
@Controller("/v1")
@Tag(name = "Registry")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
final class RegistryController {

    private static final String SEARCH = "q";

    private final Registry registry;
    private final Known known;

    RegistryController(RegistryReader reader) {
        registry = reader.registry();
        known = new Known(registry);
    }

    @Get("/actors")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Actors, by id")
    @Read
    @Paged
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "actorSearch")
    @ApiResponse(responseCode = "200", ref = "Actors")
    HttpResponse<byte[]> actors(HttpRequest<?> request) {
        return list(EntryType.ACTOR, request);
    }

    @Get("/actors/{actorName}")
    @Operation(summary = "An actor, as registered")
    @ReadByName
    @ApiResponse(responseCode = "200", ref = "Actor")
    HttpResponse<byte[]> actor(@InPath.ActorName String actorName, HttpRequest<?> request) {
        return entry(EntryType.ACTOR, actorName, request);
    }

    @Get("/issues")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Issues, by id")
    @Read
    @Paged
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "issueSearch")
    @ApiResponse(responseCode = "200", ref = "Issues")
    HttpResponse<byte[]> issues(HttpRequest<?> request) {
        return list(EntryType.ISSUE, request);
    }

    @Get("/issues/{issueName}")
    @Operation(summary = "An issue, as registered")
    @ReadByName
    @ApiResponse(responseCode = "200", ref = "Issue")
    HttpResponse<byte[]> issue(@InPath.IssueName String issueName, HttpRequest<?> request) {
        return entry(EntryType.ISSUE, issueName, request);
    }

    @Get("/outlets")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(summary = "Outlets, by id")
    @Read
    @Paged
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "outletSearch")
    @ApiResponse(responseCode = "200", ref = "Outlets")
    HttpResponse<byte[]> outlets(HttpRequest<?> request) {
        return list(EntryType.OUTLET, request);
    }

    @Get("/outlets/{outletName}")
    @Operation(summary = "An outlet, as registered")
    @ReadByName
    @ApiResponse(responseCode = "200", ref = "Outlet")
    HttpResponse<byte[]> outlet(@InPath.OutletName String outletName, HttpRequest<?> request) {
        return entry(EntryType.OUTLET, outletName, request);
    }

    private HttpResponse<byte[]> entry(EntryType type, String name, HttpRequest<?> request) {
        Query.none(request);
        var id = known.id(type, name);
        var path = "/v1/%s/%s".formatted(type.plural(), id);
        return Known.at(path, request, Answer.of(request, Document.of(json(type, id))));
    }

    private HttpResponse<byte[]> list(EntryType type, HttpRequest<?> request) {
        var query = Query.of(request, Set.of(SEARCH, Query.LIMIT, Query.CURSOR));
        var part = NormalForm.of(query.one(SEARCH).orElse(""));
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var limit = query.limit(Query.USUAL_LIMIT);
        var found =
                registry.entries(type).stream()
                        .filter(entry -> entry.id().compareTo(after) > 0 && named(entry, part))
                        .map(RegistryEntry::id)
                        .limit(limit + 1L)
                        .toList();
        return Answer.of(request, Page.of(found, limit, id -> id).list(id -> json(type, id)));
    }

    private static boolean named(RegistryEntry entry, String part) {
        return part.isEmpty()
                || Stream.concat(Stream.of(entry.id(), entry.name()), entry.aliases().stream())
                        .anyMatch(name -> NormalForm.of(name).contains(part));
    }

    private byte[] json(EntryType type, String id) {
        return registry.document(type, id).orElseThrow();
    }
}
