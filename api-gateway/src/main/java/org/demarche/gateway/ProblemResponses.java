package org.demarche.gateway;

import static java.util.stream.Collectors.joining;

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

/** Answers every error as a problem, also those of the HTTP server. */
@Singleton
final class ProblemResponses
        implements ErrorResponseProcessor<byte[]>, ExceptionHandler<Refusal, HttpResponse<?>> {

    private static final String RETRY_AFTER_SECONDS = "1";

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        return of(refusal.problem());
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.status();
        var problem = Problem.blank(status.getCode(), status.getReason(), detail(context, status));
        return with(problem, response);
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
            case REQUEST_ENTITY_TOO_LARGE ->
                    "The first line of a request may have 4,096 bytes, and its headers 8,192 bytes together";
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
        return status == HttpStatus.BAD_REQUEST
                ? "This is not an HTTP request: its first line, a header or a length is malformed"
                : status.getReason();
    }
}
