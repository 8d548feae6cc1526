package org.demarche.ingest.amending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.form.LostLetters;
import org.demarche.ingest.log.RecordReader;
import org.demarche.ingest.log.ReportState;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportJson;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;

/** Reads the present body of a report from the log, and compares a correction with it. */
public record PresentBody(ReportLog reportLog, RecordReader records) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @throws Refusal with 422 if the texts of the correction have lost letters, 503 if the log
     *     cannot be read
     */
    void requireLetters(Report given, ReportState now) {
        var correction = json(given);
        if (!LostLetters.mayBeIn(correction)) {
            return;
        }
        var record =
                records.read(reportLog.partitionOf(given.holder()), now.offset())
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.unavailable(
                                                        "The correction cannot be compared with the present report: nothing was written, try again")));
        try {
            var body =
                    switch (new ReportCodec().decode(record, Instant.EPOCH)) {
                        case Filed filed -> Optional.of(filed.body());
                        case Corrected corrected -> Optional.of(corrected.body());
                        case Retracted _ -> Optional.<Report>empty();
                    };
            body.map(present -> LostLetters.of(correction, json(present)))
                    .filter(faults -> !faults.isEmpty())
                    .ifPresent(
                            faults -> {
                                throw new Refusal(Problem.invalid(faults));
                            });
        } catch (UnreadableEvent _) {
            // an unreadable body has no letters that could be lost, and the correction replaces it
        }
    }

    private static JsonNode json(Report report) {
        try (var json = new TokenBuffer(JSON, false)) {
            json.writeStartObject();
            ReportJson.write(json, report);
            json.writeEndObject();
            return JSON.readTree(json.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
