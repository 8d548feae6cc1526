package org.demarche.ingest.request;

import static java.util.stream.Collectors.joining;

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
import jakarta.inject.Singleton;

/** Answers every error of the HTTP server as a problem, also its own refusals. */
@Singleton
public final class ProblemResponses
        implements ErrorResponseProcessor<byte[]>, ExceptionHandler<Refusal, HttpResponse<?>> {

    /** The service asks the cluster each second, so waiting longer gains nothing. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private static final String HEALTH = "/health/";

    private static final String NEEDS_ADMIN =
            "Bearer realm=\"demarche\", error=\"insufficient_scope\", scope=\"admin\"";

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        return of(refusal.problem());
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.status();
        var request = context.getRequest();
        var notHttp = NotHttp.of(request);
        if (notHttp.isPresent()) {
            return of(notHttp.get()).header(HttpHeaders.CONNECTION, "close");
        }
        if (isNoSuchHealth(context)) {
            // the management library would answer with the names of its classes
            var detail =
                    "There is no %s: ask for /health, /health/liveness or /health/readiness"
                            .formatted(request.getPath());
            return of(Problem.notFound(detail));
        }
        var problem = Problem.blank(status.getCode(), status.getReason(), detail(context, status));
        return response.body(problem.json()).contentType(Problem.MEDIA_TYPE);
    }

    private static boolean isNoSuchHealth(ErrorContext context) {
        return context.getRootCause().filter(ConversionErrorException.class::isInstance).isPresent()
                && context.getRequest().getPath().startsWith(HEALTH);
    }

    public static MutableHttpResponse<byte[]> of(Problem problem) {
        var response =
                HttpResponse.<byte[]>status(HttpStatus.valueOf(problem.status()))
                        .body(problem.json())
                        .contentType(Problem.MEDIA_TYPE);
        return switch (problem.status()) {
            case 503 -> response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            case 403 ->
                    problem.slug().equals("role-missing")
                            ? response.header(HttpHeaders.WWW_AUTHENTICATE, NEEDS_ADMIN)
                            : response;
            // what is left of the body is not waited for
            case 408, 413 -> response.header(HttpHeaders.CONNECTION, "close");
            case 415 ->
                    problem.isAboutEncoding()
                            ? response.header(HttpHeaders.ACCEPT_ENCODING, Problem.ENCODINGS)
                            : response;
            default -> response;
        };
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        if (status.getCode() >= 500) {
            return "Something unexpected happened; the log of the ingest service has the cause";
        }
        var detail = context.getErrors().stream().map(Error::getMessage).collect(joining("; "));
        return detail.isEmpty() ? status.getReason() : detail;
    }
}
