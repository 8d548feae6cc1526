package org.demarche.gateway.page;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.gateway.access.AccessCookie;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.table.Preference;
import org.demarche.http.Problem;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;

/** Turns a problem into a page for a browser that asks for a page. */
@ServerFilter(MATCH_ALL_PATTERN)
final class ProblemPages implements Ordered {

    private static final JsonMapper JSON = new JsonMapper();

    /** The addresses for programs, where a problem stays JSON. */
    private static final Pattern NO_PAGE =
            Pattern.compile("/(v1|health|problems|prometheus|openapi\\.yml|assets)(/.*)?");

    /** Problems under this address suggest names of docs, not of entries. */
    private static final String DOCS = "/docs/";

    private final RegistryReader registry;
    private final Proxies proxies;

    ProblemPages(RegistryReader registry, Proxies proxies) {
        this.registry = registry;
        this.proxies = proxies;
    }

    /**
     * Wraps the filters that refuse requests. The filter with the rules for browsers wraps this
     * one.
     */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!isProblem(response) || NO_PAGE.matcher(request.getPath()).matches()) {
            return;
        }
        response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (Preference.isRather(request, MediaType.TEXT_HTML)
                && response.body() instanceof byte[] json) {
            var html = html(request, response, read(json));
            response.body(html).contentType(Answer.HTML).contentLength(html.length);
        }
    }

    private byte[] html(HttpRequest<?> request, MutableHttpResponse<?> response, JsonNode problem) {
        if (response.code() != HttpStatus.UNAUTHORIZED.getCode()) {
            return Templates.bytes(request, "problem", page(request, problem));
        }
        var isUnknown = problem.path("type").asText().endsWith("/not-signed-in");
        response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!isUnknown) {
            // with an invalid cookie, the gateway would refuse even pages that need no token
            response.cookie(AccessCookie.none(proxies.isSecure(request)));
        }
        var fault = isUnknown ? "" : problem.path("detail").asText();
        var page = SignInPage.before(request, fault);
        if (page.arrives()) {
            // the page loads again: the browser then asks from the gateway's own site, and sends
            // the cookie
            response.header("Refresh", "0");
        }
        return Templates.bytes(request, "signin", page);
    }

    /**
     * Whether an answer is a problem. It checks the status first, because that is the fastest
     * check.
     */
    private static boolean isProblem(MutableHttpResponse<?> response) {
        return response.code() >= HttpStatus.BAD_REQUEST.getCode()
                && response.getContentType()
                        .filter(type -> type.getName().equals(Problem.MEDIA_TYPE))
                        .isPresent();
    }

    private ProblemPage page(HttpRequest<?> request, JsonNode problem) {
        var title = problem.path("title").asText();
        var detail = problem.path("detail").asText();
        return new ProblemPage(
                Layout.of(title, detail, request.getPath()).unlisted(),
                problem.path("status").asInt(),
                title,
                detail,
                problem.path("violations")
                        .valueStream()
                        .map(
                                one ->
                                        one.path("parameter").asText()
                                                + ' '
                                                + one.path("message").asText())
                        .toList(),
                suggestions(request, problem));
    }

    private List<Link> suggestions(HttpRequest<?> request, JsonNode problem) {
        return problem.path("suggestions")
                .valueStream()
                .map(JsonNode::asText)
                .map(name -> new Link(name, meant(request, name)))
                .toList();
    }

    /**
     * Returns the address of the request, where the id of this name replaces the first unknown
     * name; a search for the name if there is no unknown one.
     */
    private String meant(HttpRequest<?> request, String name) {
        if (request.getPath().startsWith(DOCS)) {
            var path = request.getPath();
            return path.substring(0, path.lastIndexOf('/') + 1) + encoded(name);
        }
        var segments = request.getPath().split("/", -1);
        for (var at = 1; at + 1 < segments.length; at += 2) {
            var asked = URLDecoder.decode(segments[at + 1].replace("+", "%2B"), UTF_8);
            var id = id(segments[at], name);
            if (id.isPresent() && id(segments[at], asked).isEmpty()) {
                segments[at + 1] = encoded(id.get());
                return String.join("/", segments);
            }
        }
        return "/search?q=" + encoded(name);
    }

    private Optional<String> id(String plural, String name) {
        return EntryType.ALL.stream()
                .filter(type -> type.plural().equals(plural))
                .findFirst()
                .flatMap(type -> registry.registry().idOf(type, name));
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
