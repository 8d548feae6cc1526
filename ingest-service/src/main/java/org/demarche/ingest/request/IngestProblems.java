package org.demarche.ingest.request;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import org.demarche.http.ProblemResponses;

/** The problems of the ingest service, which gateways pass on to their clients. */
@Singleton
final class IngestProblems extends ProblemResponses {

    @Override
    protected String detail(ErrorContext context, HttpStatus status) {
        if (status.getCode() >= 500) {
            return "Something unexpected happened; the log of the ingest service has the cause";
        }
        var causes = causes(context);
        return causes.isEmpty() ? status.getReason() : causes;
    }
}
