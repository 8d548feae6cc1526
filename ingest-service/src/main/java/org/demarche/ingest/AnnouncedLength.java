package org.demarche.ingest;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Refuses a body by its announced length, before the client sends it. */
@ServerFilter(MATCH_ALL_PATTERN)
final class AnnouncedLength {

    @RequestFilter
    void check(HttpRequest<?> request) {
        var streamed =
                request.getContentType()
                        .map(MediaType::getName)
                        .filter(ReportController.NDJSON::equals)
                        .isPresent();
        if (!streamed && request.getContentLength() > Intake.LONGEST_BODY) {
            throw BodyReader.tooLarge();
        }
    }
}
