package org.demarche.gateway.page.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.openapi.AnyRequest;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.Templates;
import org.demarche.gateway.position.PageAnswers;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;

/** Serves the start page to people, and the links of the API to programs. */
@Controller
@Tag(name = "Operation")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StartController {

    private final Document links = read();
    private final PageAnswers answers;
    private final RegistryReader registry;
    private final EntryLinks entries;

    StartController(PageAnswers answers, RegistryReader registry) {
        this.answers = answers;
        this.registry = registry;
        entries = new EntryLinks(registry.registry());
    }

    /**
     * Answers a browser with a page, and a program with links.
     *
     * @param read the context of the page; null for the links, which do not need it
     */
    @Get("/")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, "application/*", "text/*"})
    @Operation(operationId = "getStart", summary = "Where to begin")
    @Needs.Read
    @AnyRequest
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneMatch")
    @ApiResponse(responseCode = "200", ref = "Start")
    @ApiResponse(responseCode = "304", ref = "DocumentNotModified")
    @ApiResponse(responseCode = "406", ref = "NotAcceptable")
    HttpResponse<byte[]> start(
            HttpRequest<?> request, @RequestAttribute @Nullable ReadContext read) {
        if (read == null) {
            return Answer.of(request, links).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        var query = PageQuery.of(read, answers, Set.of());
        var page = StartPage.of(query, registry.registry(), entries);
        return Templates.answer(request, "start", page);
    }

    private static Document read() {
        try (var in =
                StartController.class.getResourceAsStream("/org/demarche/gateway/start.json")) {
            if (in == null) {
                throw new IllegalStateException("The jar has no start.json");
            }
            return Document.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
