package org.demarche.gateway.document;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.demarche.gateway.read.Answered;

/** Gives the differences between versions to pages that the gateway makes. */
@Singleton
public final class DiffAnswers {

    private static final JsonMapper JSON = new JsonMapper();

    private final DiffController differences;

    DiffAnswers(DiffController differences) {
        this.differences = differences;
    }

    /**
     * @param cursor the cursor of a later page; empty for the first page, which has the counts
     * @throws org.demarche.http.Refusal if one of the versions has no documents, or if the cursor
     *     is wrong
     */
    public Answered of(String projection, String number, String against, int limit, String cursor) {
        var path =
                "/v1/projections/%s/versions/%s/diff?against=%s&limit=%d"
                        .formatted(encoded(projection), encoded(number), encoded(against), limit);
        var request =
                HttpRequest.GET(cursor.isEmpty() ? path : path + "&cursor=" + encoded(cursor))
                        .accept(MediaType.APPLICATION_JSON_TYPE);
        var answer = differences.diff(projection, number, request, Optional.empty());
        try {
            JsonNode json = JSON.readTree((byte[]) answer.getBody().orElseThrow());
            return new Answered(json, path, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
