package org.demarche.http;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import java.util.stream.Collectors;

/** Answers every error of a service as a problem, including errors of the HTTP server. */
public abstract class ProblemResponses
        implements ErrorResponseProcessor<byte[]>, ExceptionHandler<Refusal, HttpResponse<?>> {

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String HEALTH = "/health/";

    @Override
    @SuppressWarnings("rawtypes") // the interface declares the raw type
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        return of(refusal.problem());
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var notHttp = NotHttp.ofForm(context.getRequest());
        if (notHttp.isPresent()) {
            return of(notHttp.get()).header(HttpHeaders.CONNECTION, "close");
        }
        if (isNoSuchHealth(context)) {
            return with(noSuchHealth(context), response.status(HttpStatus.NOT_FOUND));
        }
        var status = response.status();
        var detail = detail(context, status);
        return with(Problem.ofStatus(status.getCode(), status.getReason(), detail), response);
    }

    /** Returns the sentence by which the service describes an error of the HTTP server. */
    protected abstract String detail(ErrorContext context, HttpStatus status);

    /** Returns the faults that the HTTP server found; empty if it gives only the status. */
    protected static String causes(ErrorContext context) {
        return context.getErrors().stream()
                .map(Error::getMessage)
                .collect(Collectors.joining("; "));
    }

    private static boolean isNoSuchHealth(ErrorContext context) {
        return context.getRootCause().filter(ConversionErrorException.class::isInstance).isPresent()
                && context.getRequest().getPath().startsWith(HEALTH);
    }

    /**
     * Answers for an unknown health check, because the management library would answer with class
     * names.
     */
    private static Problem noSuchHealth(ErrorContext context) {
        return Problem.notFound(
                "There is no %s: ask for /health, /health/liveness or /health/readiness"
                        .formatted(context.getRequest().getPath()));
    }

    public static MutableHttpResponse<byte[]> of(Problem problem) {
        var response = with(problem, HttpResponse.status(HttpStatus.valueOf(problem.status())));
        problem.challenge()
                .ifPresent(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        if (problem.isAboutEncoding()) {
            response.header(HttpHeaders.ACCEPT_ENCODING, Problem.ENCODINGS);
        }
        return switch (problem.status()) {
            case 503 -> response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            // nothing more is read from the connection
            case 408, 413, 505 -> response.header(HttpHeaders.CONNECTION, "close");
            default -> response;
        };
    }

    /** Sets the length of the answer, because the answer to a HEAD has the length, too. */
    private static MutableHttpResponse<byte[]> with(
            Problem problem, MutableHttpResponse<?> response) {
        var json = problem.json();
        return response.body(json).contentType(Problem.MEDIA_TYPE).contentLength(json.length);
    }
}
