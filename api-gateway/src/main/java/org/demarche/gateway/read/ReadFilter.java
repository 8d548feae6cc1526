package org.demarche.gateway.read;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;
import static java.util.Objects.requireNonNullElse;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.registry.RegistryReader;

/**
 * Prepares all reads. A request whose operation takes a {@link ReadContext} waits until the copies
 * that it reads have caught up with the request's token. Then the operation gets one context and
 * reads no other copy. If the path names a merged entry, the client is redirected.
 *
 * <p>All other requests about versions and dead letters, also writes, are answered from the
 * decisions alone. They wait only until the gateway has read the decisions in the token. Their
 * answers do not name a version, and the token in the answer covers all decisions that the gateway
 * has read.
 */
@ServerFilter(MATCH_ALL_PATTERN)
public final class ReadFilter {

    /** The parameter of a page with the token of the form that led to the page. */
    public static final String SEEN = "seen";

    private static final String DEAD_LETTERS = "/v1/dead-letters";

    /** The attribute of a request that is answered from the decisions alone. */
    private static final String OF_DECISIONS = "org.demarche.decisions";

    private static final String PREFER = "Prefer";

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_PATIENCE_SECONDS = 30;

    /** One preference of the header. Commas separate preferences, but not inside quotes. */
    private static final Pattern PREFERENCE = Pattern.compile("(?:[^,\"]++|\"[^\"]*+\"?+)++");

    private static final Pattern WAIT =
            Pattern.compile(
                    "wait\\s*(?:=\\s*\"?(?<seconds>[^\";]*)\"?)?\\s*(?:;.*)?",
                    Pattern.CASE_INSENSITIVE);

    private final VersionCopies copies;
    private final RegistryReader registry;
    private final CatalogReader catalog;
    private final Freshness freshness;
    private final MergedAddress merged;
    private final Proxies proxies;

    ReadFilter(
            VersionCopies copies,
            RegistryReader registry,
            CatalogReader catalog,
            LogEnds ends,
            Evidence evidence,
            Proxies proxies) {
        this.proxies = proxies;
        this.copies = copies;
        this.registry = registry;
        this.catalog = catalog;
        freshness = new Freshness(copies, registry, catalog, ends, evidence);
        merged = new MergedAddress(new NamedEntries(registry.registry()));
    }

    /** Completes when the request may continue, or with the answer that redirects the client. */
    @RequestFilter
    CompletableFuture<Optional<HttpResponse<?>>> before(HttpRequest<?> request) {
        if (takesRead(request)) {
            return read(request);
        }
        return isOfDecisions(request)
                ? decisions(request)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean takesRead(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request).filter(ReadFilter::takesRead).isPresent()
                && !isForLinks(request);
    }

    private static boolean takesRead(RouteMatch<?> route) {
        return route instanceof MethodBasedRouteMatch<?, ?> method
                && Arrays.stream(method.getArguments())
                        .anyMatch(argument -> argument.getType() == ReadContext.class);
    }

    /**
     * Whether the request asks for the links at the root. They are available even if no copy has
     * been read.
     */
    private static boolean isForLinks(HttpRequest<?> request) {
        return request.getPath().equals("/") && !Preference.isRather(request, MediaType.TEXT_HTML);
    }

    private static boolean isOfDecisions(HttpRequest<?> request) {
        var path = request.getPath();
        return (path.startsWith(ReadTarget.PROJECTIONS) || path.startsWith(DEAD_LETTERS))
                && RouteAttributes.getRouteMatch(request).isPresent();
    }

    private CompletableFuture<Optional<HttpResponse<?>>> read(HttpRequest<?> request) {
        var origin = proxies.origin(request);
        requireRead(copies.caughtUp(), "view");
        requireRead(registry.caughtUp(), "registry");
        var target = ReadTarget.of(request);
        var token = token(request);
        return freshness
                .await(target, token, patience(request))
                .thenApply(
                        served -> {
                            request.setAttribute(
                                    ReadContext.ATTRIBUTE,
                                    new ReadContext(
                                            request,
                                            origin,
                                            token,
                                            target.projection(),
                                            served,
                                            registry.registry(),
                                            registry.next()));
                            // after the wait, because the token may be from the write that merged
                            // the entry
                            return registry.registry().hasMerges()
                                    ? merged.current(request).map(ReadFilter::redirect)
                                    : Optional.empty();
                        });
    }

    private static HttpResponse<?> redirect(String address) {
        return HttpResponse.status(HttpStatus.PERMANENT_REDIRECT)
                .header(HttpHeaders.LOCATION, address)
                // a merge may be undone
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                // the server adds a date only to the answers and refusals of operations
                .headers(headers -> headers.date(LocalDateTime.now(ZoneId.systemDefault())))
                .contentLength(0);
    }

    private CompletableFuture<Optional<HttpResponse<?>>> decisions(HttpRequest<?> request) {
        requireRead(catalog.caughtUp(), "decisions");
        return freshness
                .awaitDecisions(token(request), patience(request))
                .thenApply(
                        _ -> {
                            request.setAttribute(OF_DECISIONS, true);
                            return Optional.empty();
                        });
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        seen(request).ifPresent(token -> response.header(Token.HEADER, token.toString()));
    }

    /**
     * Returns the token for the answer. If a page's form writes, the answer to the form sets its
     * token itself.
     */
    private Optional<Token> seen(HttpRequest<?> request) {
        return ReadContext.find(request)
                .filter(_ -> request.getMethod() != HttpMethod.POST)
                .map(ReadContext::seen)
                .or(() -> request.getAttribute(OF_DECISIONS).map(_ -> decided()));
    }

    private Token decided() {
        return Token.NONE.with(Token.CONTROL, catalog.known().next());
    }

    /**
     * Refuses a request while a copy is being read, because an incomplete copy would answer that
     * existing entries do not exist.
     */
    public static void requireRead(CompletableFuture<Void> read, String what) {
        switch (read.state()) {
            case SUCCESS -> {}
            case RUNNING ->
                    throw new Refusal(
                            Problem.unavailable("The gateway is still reading the " + what));
            case FAILED, CANCELLED ->
                    throw new Refusal(
                            Problem.unavailable(
                                    "The gateway cannot read the %s; /health/readiness has the cause"
                                            .formatted(what)));
        }
    }

    private static Token token(HttpRequest<?> request) {
        var sent = parsed(Token.HEADER, request.getHeaders().getAll(Token.HEADER));
        var seen = request.getParameters().getAll(SEEN);
        return seen.isEmpty() ? sent : sent.merge(parsed(SEEN, seen));
    }

    /**
     * Parses a token from all its headers or parameters, joined by commas. Without any, the token
     * is empty.
     */
    private static Token parsed(String name, List<String> texts) {
        try {
            return Token.parse(String.join(",", texts));
        } catch (IllegalArgumentException e) {
            throw Query.refused(name, "is malformed: " + e.getMessage());
        }
    }

    /**
     * Returns how long the request waits. The gateway only knows the preference {@code wait}, and
     * ignores others. If {@code wait} is given twice, the first one counts (RFC 7240, section 2).
     */
    private static Duration patience(HttpRequest<?> request) {
        return request.getHeaders().getAll(PREFER).stream()
                .flatMap(header -> PREFERENCE.matcher(header).results())
                .map(preference -> WAIT.matcher(preference.group().strip()))
                .filter(Matcher::matches)
                .findFirst()
                .map(wait -> requireNonNullElse(wait.group("seconds"), "").strip())
                .map(text -> Duration.ofSeconds(seconds(text)))
                .orElse(USUAL_PATIENCE);
    }

    private static int seconds(String text) {
        var seconds = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (seconds < 0 || seconds > LONGEST_PATIENCE_SECONDS) {
            throw Query.refused(
                    PREFER,
                    "has wait=%s: it must be a number of seconds, at most %d"
                            .formatted(text, LONGEST_PATIENCE_SECONDS));
        }
        return seconds;
    }
}
