package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.openapi.AnyRequest;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.table.Preference;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.name.Nearest;

/**
 * Serves the sections of {@code docs/errors.md}: the type of a problem is the address of its
 * section.
 */
@Controller("/problems")
@Tag(name = "Operation")
final class ProblemPageController {

    private static final String TEXT = "text/plain;charset=utf-8";

    /** A section, up to the next heading of the second or third level. */
    private static final Pattern SECTION =
            Pattern.compile("(?ms)^### ([a-z-]+)\n(.*?)(?=^#{2,3} |\\z)");

    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)]+)\\)");

    private final String whole = withNamedPages(read());
    private final Map<String, String> sections =
            SECTION.matcher(whole)
                    .results()
                    .collect(
                            toMap(
                                    section -> section.group(1),
                                    section -> section.group(1) + "\n\n" + section.group(2).strip(),
                                    (one, _) -> one,
                                    LinkedHashMap::new));

    /** Every type of problem, with its meaning and the remedy. */
    @Get
    @Produces({TEXT, MediaType.ALL})
    @Operation(operationId = "getProblemTypes", summary = "All types of problems")
    @Needs.Nothing
    @AnyRequest
    @ApiResponse(responseCode = "200", ref = "ProblemPages")
    @ApiResponse(responseCode = "303", ref = "ProblemOnPage")
    HttpResponse<byte[]> problems(HttpRequest<?> request) {
        return Preference.isRather(request, MediaType.TEXT_HTML) ? onPage("") : page(whole);
    }

    /** The `type` of a problem is the path of this page. */
    @Get("/{problemType}")
    @Produces({TEXT, MediaType.ALL})
    @Operation(
            operationId = "getProblemType",
            summary = "A type of problem: its meaning and the remedy")
    @Needs.Nothing
    @AnyRequest
    @ApiResponse(responseCode = "200", ref = "ProblemPage")
    @ApiResponse(responseCode = "303", ref = "ProblemOnPage")
    @ApiResponse(responseCode = "404", ref = "UnknownProblem")
    HttpResponse<byte[]> problem(@InPath.TypeOfProblem String problemType, HttpRequest<?> request) {
        var section = sections.get(problemType);
        if (section == null) {
            throw new Refusal(
                    Problem.unknownName(
                            "There is no type of problem '%s'".formatted(problemType),
                            Nearest.among(sections.keySet()).to(problemType)));
        }
        return Preference.isRather(request, MediaType.TEXT_HTML)
                ? onPage('#' + problemType)
                : page(section + '\n');
    }

    /** Redirects a browser to the page of the docs. */
    private static HttpResponse<byte[]> onPage(String section) {
        return HttpResponse.<byte[]>status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/docs/errors" + section)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    /**
     * Replaces each link by its words and the name of its page, because a plain text has no links.
     */
    private static String withNamedPages(String markdown) {
        return LINK.matcher(markdown)
                .replaceAll(link -> link.group(2).startsWith("http") ? "$1 ($2)" : "$1 (docs/$2)");
    }

    private static HttpResponse<byte[]> page(String text) {
        var bytes = text.getBytes(UTF_8);
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_TYPE, TEXT)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .contentLength(bytes.length);
    }

    private static String read() {
        try (var in = ProblemPageController.class.getResourceAsStream("/docs/errors.md")) {
            if (in == null) {
                throw new IllegalStateException("The jar has no docs/errors.md");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
