package org.demarche.ingest;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/** Refuses a body by its announced length, before the client sends it. */
@ServerFilter(MATCH_ALL_PATTERN)
final class AnnouncedLength {

    private static final Set<String> STREAMED =
            Set.of(ReportController.NDJSON, ReportController.CSV);

    @RequestFilter
    void check(HttpRequest<?> request) {
        var streamed =
                request.getContentType()
                        .map(MediaType::getName)
                        .filter(STREAMED::contains)
                        .isPresent();
        if (!streamed && request.getContentLength() > ReportIntake.LONGEST_BODY) {
            throw BodyReader.tooLarge();
        }
    }
}
