package org.demarche.position;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.Position;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * The texts that one position's document shows. The heap has those of its last document and of the
 * events since; a text that comes to be shown again after that is read from the log again.
 */
final class ShownTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param whole a document shows the summary of its first report only, so what is known from a
     *     document of the others is their address
     */
    private record Known(ReportText text, boolean whole) {}

    private final LongFunction<ConsumerRecord<byte[], byte[]>> log;

    private final Places places = new Places();

    private Map<String, Known> known = new HashMap<>(4);
    private byte @Nullable [] restored;

    ShownTexts(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        this.log = log;
    }

    void heard(ReportEvent event, long offset) {
        place(event, offset);
        switch (event) {
            case Filed(var id, var body, _, _, _) -> known.put(id.token(), whole(body));
            case Corrected(var id, var body, _, _, _) -> known.put(id.token(), whole(body));
            case Retracted _ -> {}
        }
    }

    /** Like {@link #heard}, of an event whose document was published before. */
    void place(ReportEvent event, long offset) {
        if (!(event instanceof Retracted)) {
            places.add(event.report().token(), offset);
        }
    }

    /** Its texts are read when one is asked for. */
    void shownIn(byte[] document) {
        restored = document;
    }

    byte[] write(Position position) {
        readRestored();
        var latest = position.latest();
        var first = latest == null ? null : latest.reports().getFirst().report();
        var shown = new HashMap<String, Known>(4);
        var document =
                PositionDocument.write(
                        position,
                        report ->
                                shown.computeIfAbsent(
                                                report.token(),
                                                _ -> find(report, report.equals(first)))
                                        .text());
        known = shown;
        return document;
    }

    private Known find(ReportId report, boolean whole) {
        var text = known.get(report.token());
        return text != null && (text.whole() || !whole) ? text : lookUp(report);
    }

    private Known lookUp(ReportId report) {
        try {
            // when it was recorded is of no matter for its texts
            return switch (new ReportCodec()
                    .decode(log.apply(places.of(report.token())), Instant.EPOCH)) {
                case Filed(_, var body, _, _, _) -> whole(body);
                case Corrected(_, var body, _, _, _) -> whole(body);
                case Retracted _ ->
                        throw new IllegalStateException(report + " is shown and has no body");
            };
        } catch (UnreadableEvent e) {
            throw new IllegalStateException("%s was readable once".formatted(report), e);
        }
    }

    private void readRestored() {
        if (restored == null) {
            return;
        }
        try {
            var latest = JSON.readTree(restored).path("latest");
            var first = true;
            for (var report : latest.path("reports")) {
                var id = ReportId.parse(report.path("report").textValue());
                var text =
                        new ReportText(first ? text(latest, "summary") : null, text(report, "url"));
                known.putIfAbsent(id.token(), new Known(text, first));
                first = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A position's document in the view is not JSON", e);
        }
        restored = null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    private static Known whole(Report body) {
        return new Known(new ReportText(body.summary(), body.source().url()), true);
    }
}
