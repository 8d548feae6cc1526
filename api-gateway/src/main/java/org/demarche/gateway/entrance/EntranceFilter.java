package org.demarche.gateway.entrance;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.demarche.http.NotHttp;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.ServicePorts;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a browser sends for a page of another site. A gateway without access tokens
 * serves everybody who reaches it, and a browser on the same machine can reach it for every page
 * that is open.
 */
@ServerFilter(MATCH_ALL_PATTERN)
final class EntranceFilter implements Ordered {

    private static final String READABLE =
            "ETag, Link, Location, Retry-After, Demarche-Token, Demarche-Version, WWW-Authenticate, X-Request-Id";
    private static final String SENDABLE = "Authorization, Demarche-Token, If-None-Match, Prefer";
    private static final String TEN_MINUTES = "600";

    private final Hosts hosts;
    private final Sites sites;
    private final ServicePorts ports;

    EntranceFilter(Hosts hosts, Sites sites, ServicePorts ports) {
        this.hosts = hosts;
        this.sites = sites;
        this.ports = ports;
    }

    /**
     * Runs before Micronaut's own filter of sites (CORS), whose refusals do not give the reason.
     */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    /**
     * Answers a browser that asks whether a page may read. Returns null to let the request pass.
     */
    @RequestFilter
    @Nullable HttpResponse<?> before(HttpRequest<?> request) {
        NotHttp.ofVersion(request)
                .ifPresent(
                        problem -> {
                            throw new Refusal(problem);
                        });
        var host = host(request);
        // the port of operation takes any host, because monitoring asks each process by its address
        var name =
                Hosts.withoutPort(host)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.parameter(
                                                        HttpHeaders.HOST,
                                                        "must be a host, such as demarche.example or 127.0.0.1:8080")));
        if (!hosts.allow(name) && request.getServerAddress().getPort() != ports.operation()) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.WRONG_HOST,
                            "The gateway does not answer requests for the host '%s'. Use localhost in the address, or add the host to demarche.hosts"
                                    .formatted(host)));
        }
        var site = String.join(", ", request.getHeaders().getAll(HttpHeaders.ORIGIN));
        if (site.isEmpty() || Sites.isOwn(site, host, hosts)) {
            return null;
        }
        if (!sites.mayRead(site)) {
            throw foreignSite(site, "use the gateway");
        }
        if (isQuestion(request)) {
            return HttpResponse.noContent()
                    .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, site)
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, SENDABLE)
                    .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
        }
        if (!isRead(request)) {
            throw foreignSite(site, "write");
        }
        return null;
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (sites.readers().isEmpty()) {
            return;
        }
        response.header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        request.getOrigin()
                .filter(sites::mayRead)
                .ifPresent(
                        site ->
                                response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, site)
                                        .header(
                                                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                                                READABLE));
    }

    private static String host(HttpRequest<?> request) {
        var given = request.getHeaders().getAll(HttpHeaders.HOST);
        if (given.size() != 1) {
            var fault =
                    given.isEmpty() ? "is missing" : "is given %d times".formatted(given.size());
            throw new Refusal(Problem.parameter(HttpHeaders.HOST, fault));
        }
        return given.getFirst();
    }

    /**
     * @param site the site, as a browser names it
     * @param act the action that a page of the site may not do
     */
    private static Refusal foreignSite(String site, String act) {
        return new Refusal(
                Problem.of(
                        ProblemKind.FOREIGN_SITE,
                        "A page of '%s' may not %s. A setting, demarche.cors, names the sites whose pages may read"
                                .formatted(site, act)));
    }

    private static boolean isQuestion(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static boolean isRead(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    }
}
