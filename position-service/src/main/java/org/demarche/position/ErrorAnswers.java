package org.demarche.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import org.demarche.log.json.ProblemType;

/** Answers every error as a problem, in the same family of types as the gateway. */
@Singleton
final class ErrorAnswers implements ErrorResponseProcessor<byte[]> {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.status();
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", ProblemType.path(ProblemType.ofStatus(status.getCode())));
        problem.put("title", status.getReason());
        problem.put("status", status.getCode());
        problem.put(
                "detail",
                status.getCode() >= 500
                        ? "Unexpected; the log of the position service has the cause"
                        : "The position service answers /health and /prometheus");
        try {
            return response.body(JSON.writeValueAsBytes(problem))
                    .contentType("application/problem+json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }
}
