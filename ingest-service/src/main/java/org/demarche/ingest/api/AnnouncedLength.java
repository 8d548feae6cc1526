package org.demarche.ingest.api;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import org.demarche.ingest.lines.IncomingRows;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.request.BodyReader;

/** Refuses a body by its announced length, before the client sends it. */
@ServerFilter(MATCH_ALL_PATTERN)
final class AnnouncedLength {

    private static final Set<String> STREAMED = Set.of(ReportStream.NDJSON, IncomingRows.CSV);

    @RequestFilter
    void check(HttpRequest<?> request) {
        var streamed =
                request.getContentType()
                        .map(MediaType::getName)
                        .filter(STREAMED::contains)
                        .isPresent();
        if (!streamed && request.getContentLength() > BodyReader.LONGEST_BODY) {
            throw BodyReader.tooLarge();
        }
    }
}
