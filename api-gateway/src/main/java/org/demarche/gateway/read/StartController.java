package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.openapi.AnyRequest;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;

/** Leads people and programs to what the gateway has. */
@Controller
@Tag(name = "Operation")
final class StartController {

    private static final String HTML = "text/html;charset=utf-8";

    private final Document page = read("start.html");
    private final Document links = read("start.json");

    /** A page for browsers, links for programs. */
    @Get("/")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, "application/*", "text/*"})
    @Operation(operationId = "getStart", summary = "Where to begin")
    @Needs.Nothing
    @AnyRequest
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneMatch")
    @ApiResponse(responseCode = "200", ref = "Start")
    @ApiResponse(responseCode = "304", ref = "DocumentNotModified")
    @ApiResponse(responseCode = "406", ref = "NotAcceptable")
    HttpResponse<byte[]> start(HttpRequest<?> request) {
        var isPage = Preference.isRather(request, MediaType.TEXT_HTML);
        var answer =
                Answer.of(request, isPage ? page : links)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return isPage && answer.status() == HttpStatus.OK ? answer.contentType(HTML) : answer;
    }

    private static Document read(String name) {
        try (var in = StartController.class.getResourceAsStream("/org/demarche/gateway/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The jar has no " + name);
            }
            return Document.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
