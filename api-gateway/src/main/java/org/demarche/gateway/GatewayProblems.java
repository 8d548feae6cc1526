package org.demarche.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.demarche.gateway.entrance.RequestIds;
import org.demarche.http.NotHttp;
import org.demarche.http.ProblemKind;
import org.demarche.http.ProblemResponses;
import org.demarche.http.Refusal;

/**
 * Makes the answers for problems. They have the id of the request, and words for users of the API.
 */
@Singleton
final class GatewayProblems extends ProblemResponses {

    /** The problems of callers with a wrong access token, or with none. */
    static final Set<ProblemKind> OF_CALLERS =
            EnumSet.of(
                    ProblemKind.NOT_SIGNED_IN, ProblemKind.WRONG_TOKEN, ProblemKind.ROLE_MISSING);

    private final MeterRegistry meters;

    GatewayProblems(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface has the raw type
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        var kind = refusal.problem().kind();
        if (OF_CALLERS.contains(kind)) {
            GatewayMeters.refusedCallers(meters, kind).increment();
        }
        var response = of(refusal.problem());
        // close the connection, because the gateway does not read the rest of the body
        return kind == ProblemKind.UNREADABLE_BODY
                ? response.header(HttpHeaders.CONNECTION, "close")
                : response;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        if (response.status() == HttpStatus.METHOD_NOT_ALLOWED
                && context.getRequest().getMethod() == HttpMethod.OPTIONS) {
            return allowed(response);
        }
        var answer = super.processResponse(context, response);
        // a request that is not HTTP passes no filter, so it has no id yet
        return RequestIds.has(context.getRequest())
                ? answer
                : answer.header(RequestIds.HEADER, UUID.randomUUID().toString());
    }

    /**
     * @param response an answer that lists the methods of an address in {@code Allow}
     */
    private static MutableHttpResponse<byte[]> allowed(MutableHttpResponse<?> response) {
        var methods = response.getHeaders().getAll(HttpHeaders.ALLOW);
        response.getHeaders()
                .set(
                        HttpHeaders.ALLOW,
                        String.join(",", methods) + ',' + HttpMethod.OPTIONS.name());
        return response.status(HttpStatus.NO_CONTENT).body(null);
    }

    @Override
    protected String detail(ErrorContext context, HttpStatus status) {
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
                            : causesOrStatus(context, status);
        };
    }

    private static String causesOrStatus(ErrorContext context, HttpStatus status) {
        var causes = causes(context);
        if (!causes.isEmpty() && !causes.equals(status.getReason())) {
            return causes;
        }
        return status == HttpStatus.BAD_REQUEST ? NotHttp.MALFORMED : status.getReason();
    }
}
