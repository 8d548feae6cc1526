package org.demarche.log.event;

import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;

/** The part of an event that a fold gets, written down a second time. */
final class Light {

    private Light() {}

    static ReportEvent of(ReportEvent event) {
        return switch (event) {
            case Filed(var id, var body, var resolved, var digest, var recorded) ->
                    new Filed(id, of(body), resolved, digest, recorded);
            case Corrected(var id, var body, var resolved, var digest, var recorded) ->
                    new Corrected(id, of(body), resolved, digest, recorded);
            case Retracted retracted -> retracted;
        };
    }

    private static Report of(Report body) {
        return new Report(
                body.holder(),
                body.spokenFor(),
                body.issue(),
                body.speaker(),
                body.stance(),
                body.conditions(),
                body.saidOn(),
                body.saidAt(),
                null,
                null,
                List.of(),
                body.act(),
                body.quote() == null ? null : new Quote(body.quote().type(), null),
                body.summary(),
                body.utterance(),
                body.saidAfter(),
                body.denies(),
                new Source(
                        body.source().outlet(),
                        null,
                        body.source().url(),
                        body.source().publishedOn(),
                        body.source().published(),
                        body.source().publishedAt(),
                        null,
                        List.of()),
                body.credibility(),
                null);
    }
}
