package org.demarche.gateway;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.demarche.gateway.entrance.RequestIds;
import org.demarche.gateway.problem.NotHttp;
import org.demarche.gateway.problem.Problem;
import org.demarche.gateway.problem.Refusal;

/** Answers every error as a problem, also those of the HTTP server. */
@Singleton
final class ProblemResponses
        implements ErrorResponseProcessor<byte[]>, ExceptionHandler<Refusal, HttpResponse<?>> {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String HEALTH = "/health/";

    private final MeterRegistry meters;

    ProblemResponses(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        var problem = refusal.problem();
        if (Problem.OF_CALLERS.contains(problem.slug())) {
            GatewayMeters.refusedCallers(meters, problem.slug()).increment();
        }
        var response = of(problem);
        return problem.isAboutEncoding()
                ? response.header(HttpHeaders.ACCEPT_ENCODING, Problem.ENCODINGS)
                : response;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        var status = response.status();
        var notHttp = NotHttp.ofForm(request);
        if (notHttp.isPresent()) {
            // no filter sees it
            return of(notHttp.get())
                    .header(HttpHeaders.CONNECTION, "close")
                    .header(RequestIds.HEADER, UUID.randomUUID().toString());
        }
        if (status == HttpStatus.METHOD_NOT_ALLOWED && request.getMethod() == HttpMethod.OPTIONS) {
            return allowed(response);
        }
        if (isNoSuchHealth(context)) {
            return with(noSuchHealth(request), response.status(HttpStatus.NOT_FOUND));
        }
        var problem = Problem.blank(status.getCode(), status.getReason(), detail(context, status));
        return with(problem, response);
    }

    /**
     * @param response with the methods of an address in {@code Allow}
     */
    private static MutableHttpResponse<byte[]> allowed(MutableHttpResponse<?> response) {
        var methods = response.getHeaders().getAll(HttpHeaders.ALLOW);
        response.getHeaders()
                .set(
                        HttpHeaders.ALLOW,
                        String.join(",", methods) + ',' + HttpMethod.OPTIONS.name());
        return response.status(HttpStatus.NO_CONTENT).body(null);
    }

    private static boolean isNoSuchHealth(ErrorContext context) {
        return context.getRootCause().filter(ConversionErrorException.class::isInstance).isPresent()
                && context.getRequest().getPath().startsWith(HEALTH);
    }

    /** The management library would answer with the names of its classes. */
    private static Problem noSuchHealth(HttpRequest<?> request) {
        return Problem.notFound(
                "There is no %s: ask for /health, /health/liveness or /health/readiness"
                        .formatted(request.getPath()));
    }

    private static MutableHttpResponse<byte[]> of(Problem problem) {
        var response = with(problem, HttpResponse.status(HttpStatus.valueOf(problem.status())));
        problem.challenge()
                .ifPresent(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        if (problem.endsBody()) {
            response.header(HttpHeaders.CONNECTION, "close");
        }
        return problem.status() == 503
                ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : response;
    }

    private static MutableHttpResponse<byte[]> with(
            Problem problem, MutableHttpResponse<?> response) {
        var json = problem.json();
        return response.body(json).contentType(Problem.MEDIA_TYPE).contentLength(json.length);
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        var request = context.getRequest();
        return switch (status) {
            case NOT_FOUND -> "There is nothing at " + request.getPath();
            case METHOD_NOT_ALLOWED ->
                    "%s is not allowed at %s".formatted(request.getMethodName(), request.getPath());
            case NOT_ACCEPTABLE ->
                    "This address answers with application/json; lists can also be text/csv";
            default ->
                    status.getCode() >= 500
                            ? "Something unexpected happened; the log of the gateway has the cause"
                            : causes(context, status);
        };
    }

    private static String causes(ErrorContext context, HttpStatus status) {
        var causes = context.getErrors().stream().map(Error::getMessage).collect(joining("; "));
        if (!causes.isEmpty() && !causes.equals(status.getReason())) {
            return causes;
        }
        return status == HttpStatus.BAD_REQUEST ? NotHttp.MALFORMED : status.getReason();
    }
}
