package org.demarche.position.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Position;
import org.jspecify.annotations.Nullable;

/**
 * The texts that one position's document may show. The heap keeps those of the last turn, because
 * documents show no others. If an older turn becomes the last one, its texts are read from the log
 * again.
 */
final class KeptTexts {

    private final Dossier dossier;
    private final LongFunction<ConsumerRecord<byte[], byte[]>> log;

    /** The texts of reports, by token. */
    private final Map<String, ReportText> texts = new HashMap<>(4);

    private @Nullable Days lastTurn;

    /**
     * @param dossier the dossier of the same reports
     * @param log returns the event at an offset
     */
    KeptTexts(Dossier dossier, LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        this.dossier = dossier;
        this.log = log;
    }

    /** Keeps the texts of an event that the dossier has folded. */
    void heard(ReportEvent event) {
        if (!Objects.equals(lastTurn, dossier.lastTurn())) {
            lastTurn = dossier.lastTurn();
            texts.clear();
        }
        switch (event) {
            case Filed(var id, var body, _, _, _) -> keep(id, body);
            case Corrected(var id, var body, _, _, _) -> keep(id, body);
            case Retracted(var id, _, _) -> texts.remove(id.token());
        }
    }

    /** The texts in a position: the first report's summary, and the address of each report. */
    Map<ReportId, ReportText> shownBy(Position position) {
        var latest = position.latest();
        if (latest == null) {
            return Map.of();
        }
        var shown = new LinkedHashMap<ReportId, ReportText>();
        for (var one : latest.reports()) {
            var text = texts.computeIfAbsent(one.report().token(), _ -> lookUp(one.report()));
            shown.put(one.report(), shown.isEmpty() ? text : new ReportText(null, text.url()));
        }
        return shown;
    }

    private void keep(ReportId id, Report body) {
        if (dossier.isInLastTurn(id)) {
            texts.put(id.token(), textOf(body));
        } else {
            texts.remove(id.token());
        }
    }

    private ReportText lookUp(ReportId report) {
        try {
            // the instant of recording does not matter for the texts
            return switch (new ReportCodec()
                    .decode(log.apply(dossier.offsetOf(report)), Instant.EPOCH)) {
                case Filed(_, var body, _, _, _) -> textOf(body);
                case Corrected(_, var body, _, _, _) -> textOf(body);
                case Retracted _ ->
                        throw new IllegalStateException(report + " is shown but has no body");
            };
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(
                    "%s could be read before, and now cannot be read".formatted(report), e);
        }
    }

    private static ReportText textOf(Report body) {
        return new ReportText(body.summary(), body.source().url());
    }
}
