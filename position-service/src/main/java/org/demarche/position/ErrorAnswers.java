package org.demarche.position;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.demarche.http.Problem;

/**
 * Answers every error as a problem. The messages are short, because only operators send requests.
 */
@Singleton
final class ErrorAnswers implements ErrorResponseProcessor<byte[]> {

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.status();
        var detail =
                status.getCode() >= 500
                        ? "Unexpected; the log of the position service has the cause"
                        : "The position service answers /health and /prometheus";
        var problem = Problem.ofStatus(status.getCode(), status.getReason(), detail);
        return response.body(problem.json()).contentType(Problem.MEDIA_TYPE);
    }
}
