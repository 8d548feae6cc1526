package org.demarche.gateway.read;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
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
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> actors(HttpRequest<?> request) {
        return list(EntryType.ACTOR, request);
    }

    @Get("/actors/{name}")
    HttpResponse<byte[]> actor(String name, HttpRequest<?> request) {
        return entry(EntryType.ACTOR, name, request);
    }

    @Get("/issues")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> issues(HttpRequest<?> request) {
        return list(EntryType.ISSUE, request);
    }

    @Get("/issues/{name}")
    HttpResponse<byte[]> issue(String name, HttpRequest<?> request) {
        return entry(EntryType.ISSUE, name, request);
    }

    @Get("/outlets")
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> outlets(HttpRequest<?> request) {
        return list(EntryType.OUTLET, request);
    }

    @Get("/outlets/{name}")
    HttpResponse<byte[]> outlet(String name, HttpRequest<?> request) {
        return entry(EntryType.OUTLET, name, request);
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
        var page = Page.of(found, limit, id -> id);
        return Answer.table(request, page.list(id -> json(type, id)), columns(type));
    }

    private static Columns columns(EntryType type) {
        return switch (type) {
            case ACTOR -> Columns.ACTORS;
            case ISSUE -> Columns.ISSUES;
            case OUTLET -> Columns.OUTLETS;
        };
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
