package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Writes answers in which every member is present, also null and empty ones. */
final class CompleteJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private CompleteJson() {}

    static MutableHttpResponse<?> ok(Object answer) {
        return with(HttpResponse.ok(), answer);
    }

    static MutableHttpResponse<?> with(MutableHttpResponse<?> response, Object answer) {
        var json = text(answer).getBytes(UTF_8);
        return response.body(json)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .contentLength(json.length)
                // the answer may change at any time
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static String text(Object answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }

    /** Reads a text that was written as JSON. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was JSON when it was written", e);
        }
    }
}
