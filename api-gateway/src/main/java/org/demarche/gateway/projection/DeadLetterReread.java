package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;

/**
 * Reads the record of a dead letter again with the code of this release, alone and in memory. It
 * finds the reason why a replay would refuse the record again, as far as the record alone shows it.
 */
final class DeadLetterReread {

    private final ReportCodec codec;

    DeadLetterReread(int partitions) {
        codec = new ReportCodec(partitions);
    }

    Optional<String> refused(
            StoredLetter letter,
            ConsumerRecord<byte[], byte[]> record,
            ProjectionState projection) {
        if (isOfOrder(letter.reason())) {
            return Optional.of(
                    letter.reason()
                            + ": an earlier event in the log is the cause, and the log does not change. File the report under another id, or retry the dead letter of the earlier event");
        }
        try {
            var event = codec.decode(record, ReportCodec.recorded(record, Instant.EPOCH));
            var definition = projection.definition();
            return definition == null ? Optional.empty() : fault(event, definition);
        } catch (UnreadableEvent e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOfOrder(String reason) {
        return reason.equals(Outcome.ID_TAKEN) || reason.equals(Outcome.NO_SUCH_REPORT);
    }

    /**
     * Returns the reason if an expression fails for the report. Folds a correction as a filing,
     * because both have the whole report.
     */
    private static Optional<String> fault(ReportEvent event, String definition) {
        if (!(event
                instanceof
                ReportEvent.Corrected(var id, var body, var resolved, var digest, var at))) {
            return fold(event, definition);
        }
        return fold(new ReportEvent.Filed(id, body, resolved, digest, at), definition);
    }

    private static Optional<String> fold(ReportEvent event, String definition) {
        return new DeclaredHeap(parsed(definition)).fold(event)
                                instanceof Outcome.Refused(var reason)
                        && reason.startsWith(DeclaredHeap.FAULT)
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static Definition parsed(String definition) {
        try {
            return Definition.parse(definition.getBytes(UTF_8));
        } catch (MalformedJson | InvalidBody e) {
            throw new IllegalStateException("it was checked when it was declared", e);
        }
    }
}
