package org.demarche.gateway.openapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.view.Document;

/** Serves the OpenAPI document that the compiler makes from the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Demarche",
                        version = "1",
                        description =
                                """
                                Where does each actor stand, since when, and on whose word?

                                Errors are `application/problem+json`. Each operation lists its own; the `default` response stands for errors of HTTP itself, such as 405, and for \
                                unexpected ones. Examples are of an invented world. Later releases may add fields to a body: a client must ignore fields that it does not know.
                                """,
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "This gateway"),
        tags = {
            @Tag(name = "Positions", description = "The positions of actors on issues"),
            @Tag(name = "Evidence", description = "Statements, and the reports that attest them"),
            @Tag(name = "Registry", description = "Actors, issues and outlets"),
            @Tag(name = "Export", description = "Whole copies: statements, the log, the registry"),
            @Tag(name = "Projections", description = "Versions of projections, and decisions"),
            @Tag(name = "Access", description = "The access tokens of callers"),
            @Tag(name = "Operation", description = "The state of the gateway, and its functions")
        })
@SecurityScheme(
        name = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "An access token, if the gateway asks for one: see docs/access.md. The scope of an operation is the role that the token must have.")
@Controller
@Tag(name = "Operation")
final class OpenApiController {

    private static final String YAML = "application/yaml";

    private final Document document = read();

    /** OpenAPI 3.1, as YAML. */
    @Get("/openapi.yml")
    @Produces({YAML, "application/*", "text/*"})
    @Needs.Nothing
    @Operation(operationId = "getOpenApi", summary = "This document")
    @AnyRequest
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneMatch")
    @ApiResponse(responseCode = "200", ref = "OpenApi")
    @ApiResponse(responseCode = "304", ref = "DocumentNotModified")
    @ApiResponse(responseCode = "406", ref = "NotAcceptable")
    HttpResponse<byte[]> openApi(HttpRequest<?> request) {
        var answer = Answer.of(request, document);
        return answer.status() == HttpStatus.OK ? answer.contentType(YAML) : answer;
    }

    private static Document read() {
        try (var in =
                OpenApiController.class.getResourceAsStream("/META-INF/swagger/openapi.yml")) {
            if (in == null) {
                throw new IllegalStateException("The jar has no META-INF/swagger/openapi.yml");
            }
            return Document.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
