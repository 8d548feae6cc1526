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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadByName;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Slug;
import org.demarche.search.Hit;
import org.demarche.search.NameQuery;
import org.demarche.search.RegistrySearch;

/**
 * Reads actors, issues and outlets, also merged ones. A list is sorted by id or, with {@code q},
 * has the best matches first. It walks through all entries, so it runs on a thread that may be busy
 * for longer.
 */
@Controller("/v1")
@Tag(name = "Registry")
@Produces({MediaType.APPLICATION_JSON, "application/*"})
public final class RegistryController {

    private static final String SEARCH = "q";

    private final RegistrySearch search;
    private final Registry registry;
    private final Revisions revisions;

    RegistryController(RegistryReader reader, RegistrySearch search) {
        this.search = search;
        registry = reader.registry();
        revisions = new Revisions(registry);
    }

    @Get("/actors")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "listActors", summary = "All actors, or those that a search finds")
    @ReadOfNamed
    @Paged
    @AsTable
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "search")
    @Parameter(name = "kind", in = ParameterIn.QUERY, ref = "actorKind")
    @Parameter(name = "memberOf", in = ParameterIn.QUERY, ref = "memberOf")
    @Parameter(name = "on", in = ParameterIn.QUERY, ref = "on")
    @Parameter(name = "mergedInto", in = ParameterIn.QUERY, ref = "mergedInto")
    @ApiResponse(responseCode = "200", ref = "Actors")
    public HttpResponse<byte[]> actors(@RequestAttribute ReadContext read) {
        return list(EntryType.ACTOR, read);
    }

    @Get("/actors/{actorName}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getActor", summary = "An actor's entry")
    @ReadByName
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "entryAsKnown")
    @ApiResponse(responseCode = "200", ref = "Actor")
    public HttpResponse<byte[]> actor(
            @InPath.ActorName String actorName, @RequestAttribute ReadContext read) {
        return entry(EntryType.ACTOR, actorName, read);
    }

    @Get("/issues")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "listIssues", summary = "All issues, or those that a search finds")
    @ReadOfNamed
    @Paged
    @AsTable
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "search")
    @Parameter(name = "parent", in = ParameterIn.QUERY, ref = "parent")
    @Parameter(name = "mergedInto", in = ParameterIn.QUERY, ref = "mergedInto")
    @ApiResponse(responseCode = "200", ref = "Issues")
    public HttpResponse<byte[]> issues(@RequestAttribute ReadContext read) {
        return list(EntryType.ISSUE, read);
    }

    @Get("/issues/{issueName}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getIssue", summary = "An issue's entry")
    @ReadByName
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "entryAsKnown")
    @ApiResponse(responseCode = "200", ref = "Issue")
    public HttpResponse<byte[]> issue(
            @InPath.IssueName String issueName, @RequestAttribute ReadContext read) {
        return entry(EntryType.ISSUE, issueName, read);
    }

    @Get("/outlets")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "listOutlets", summary = "All outlets, or those that a search finds")
    @ReadOfNamed
    @Paged
    @AsTable
    @Parameter(name = "q", in = ParameterIn.QUERY, ref = "search")
    @Parameter(name = "kind", in = ParameterIn.QUERY, ref = "outletKind")
    @Parameter(name = "owner", in = ParameterIn.QUERY, ref = "owner")
    @Parameter(name = "mergedInto", in = ParameterIn.QUERY, ref = "mergedInto")
    @ApiResponse(responseCode = "200", ref = "Outlets")
    HttpResponse<byte[]> outlets(@RequestAttribute ReadContext read) {
        return list(EntryType.OUTLET, read);
    }

    @Get("/outlets/{outletName}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "getOutlet", summary = "An outlet's entry")
    @ReadByName
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "entryAsKnown")
    @ApiResponse(responseCode = "200", ref = "Outlet")
    HttpResponse<byte[]> outlet(
            @InPath.OutletName String outletName, @RequestAttribute ReadContext read) {
        return entry(EntryType.OUTLET, outletName, read);
    }

    private HttpResponse<byte[]> entry(EntryType type, String name, ReadContext read) {
        var query = read.query(Set.of(ReadTerms.AS_KNOWN));
        var asKnown = query.one(ReadTerms.AS_KNOWN).map(ReadTerms::instant);
        if (asKnown.isPresent()) {
            return revisions.at(asKnown.get(), type, name, read);
        }
        var id = read.names().id(type, name);
        var path = "/v1/%s/%s".formatted(type.plural(), id);
        return NamedEntries.at(
                path, read.request(), Answer.of(read.request(), Document.of(json(type, id))));
    }

    private HttpResponse<byte[]> list(EntryType type, ReadContext read) {
        var query = read.table(parameters(type));
        var text = query.one(SEARCH).map(RegistryController::wanted);
        var filter = new RegistryFilter(read.names()).of(type, query);
        var page =
                text.isPresent()
                        ? found(type, query, text.get(), filter)
                        : sorted(type, query, filter);
        return list(type).answer(read, page);
    }

    private static Set<String> parameters(EntryType type) {
        var all = new HashSet<>(RegistryFilter.parameters(type));
        all.addAll(Set.of(SEARCH, Query.LIMIT, Query.CURSOR));
        return all;
    }

    private static NameQuery wanted(String text) {
        try {
            return NameQuery.of(text);
        } catch (IllegalArgumentException e) {
            throw Query.refused(SEARCH, String.valueOf(e.getMessage()));
        }
    }

    private Page<String> sorted(
            EntryType type, Query query, Optional<Predicate<RegistryEntry>> filter) {
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var limit = query.limit();
        var found =
                registry.entries(type).stream()
                        .filter(entry -> entry.id().compareTo(after) > 0)
                        .filter(filter.orElse(_ -> true))
                        .map(RegistryEntry::id)
                        .limit(limit + 1L)
                        .toList();
        return list(type).page(query, found);
    }

    private ListRead<String> list(EntryType type) {
        return new ListRead<>(columns(type), id -> json(type, id), id -> id);
    }

    private static Columns columns(EntryType type) {
        return switch (type) {
            case ACTOR -> Columns.ACTORS;
            case ISSUE -> Columns.ISSUES;
            case OUTLET -> Columns.OUTLETS;
        };
    }

    private Page<String> found(
            EntryType type,
            Query query,
            NameQuery wanted,
            Optional<Predicate<RegistryEntry>> filter) {
        var after = query.cursor(Hit::at).orElse(null);
        var limit = query.limit();
        // the filter may leave only the last hits
        var most = filter.isPresent() ? Integer.MAX_VALUE : limit + 1;
        var found =
                search.find(type, wanted, after, most).stream()
                        .filter(
                                hit ->
                                        registry.entry(type, hit.id())
                                                .filter(filter.orElse(_ -> true))
                                                .isPresent())
                        .limit(limit + 1L)
                        .toList();
        var page = Page.of(query, found, limit, Hit::place);
        return new Page<>(page.items().stream().map(Hit::id).toList(), page.next());
    }

    private byte[] json(EntryType type, String id) {
        return registry.document(type, id).orElseThrow();
    }
}
