package org.demarche.gateway.page.docs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.docs.Docs;
import org.demarche.gateway.docs.Reference;
import org.demarche.gateway.page.Templates;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.view.Document;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.name.Nearest;

/**
 * Serves the docs and the reference of the API. They have no data of the stack, so they need no
 * access token.
 */
@Hidden
@Controller("/docs")
@Produces({MediaType.TEXT_HTML, "text/*", MediaType.ALL})
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocController {

    private static final Map<String, String> TYPES =
            Map.of("png", "image/png", "csv", "text/csv;charset=utf-8", "yml", "application/yaml");

    private final Docs docs = new Docs();
    private final Reference reference = new Reference();

    @Get
    @Needs.Nothing
    HttpResponse<byte[]> index(HttpRequest<?> request) {
        return page(request, "docs", DocsPage.of(docs));
    }

    @Get("/reference")
    @Needs.Nothing
    HttpResponse<byte[]> reference(HttpRequest<?> request) {
        return page(request, "reference", ReferencePage.of(reference));
    }

    @Get("/reference/{id}")
    @Needs.Nothing
    HttpResponse<byte[]> operation(String id, HttpRequest<?> request) {
        var endpoint =
                reference
                        .endpoint(id)
                        .orElseThrow(
                                () ->
                                        unknown(
                                                "operation",
                                                id,
                                                reference.all().stream()
                                                        .map(Reference.Endpoint::id)
                                                        .toList()));
        return page(request, "operation", OperationPage.of(endpoint));
    }

    @Get("/reference/schemas/{name}")
    @Needs.Nothing
    HttpResponse<byte[]> schema(String name, HttpRequest<?> request) {
        var schema =
                reference
                        .schema(name)
                        .orElseThrow(() -> unknown("schema", name, reference.schemas()));
        return page(request, "schema", SchemaPage.of(schema));
    }

    @Get("/{name}")
    @Needs.Nothing
    HttpResponse<byte[]> doc(String name, HttpRequest<?> request) {
        return named(name, request);
    }

    @Get("/decisions/{name}")
    @Needs.Nothing
    HttpResponse<byte[]> decision(String name, HttpRequest<?> request) {
        return named("decisions/" + name, request);
    }

    @Get("/pictures/{name}")
    @Needs.Nothing
    HttpResponse<byte[]> picture(String name, HttpRequest<?> request) {
        return named("pictures/" + name, request);
    }

    private HttpResponse<byte[]> named(String name, HttpRequest<?> request) {
        var file = docs.file(name);
        if (file.isPresent()) {
            return Answer.file(request, Document.of(file.get()), type(name));
        }
        var page = docs.page(name).orElseThrow(() -> unknown("page", name, Docs.names()));
        return page(request, "doc", DocPage.of(name, page));
    }

    private static HttpResponse<byte[]> page(HttpRequest<?> request, String template, Object page) {
        var _ = Query.of(request, Set.of());
        return Templates.answer(request, template, page);
    }

    private static String type(String name) {
        return TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), MediaType.APPLICATION_OCTET_STREAM);
    }

    private static Refusal unknown(String what, String name, List<String> known) {
        return new Refusal(
                Problem.unknownName(
                        "The docs have no %s '%s'".formatted(what, name),
                        Nearest.among(known).to(name)));
    }
}
