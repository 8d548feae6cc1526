package org.demarche.model.fold;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementId;

/**
 * Shifts as lines of text, all of them and all that they say, with tokens for the ids of
 * statements: {@code flip in [2024-03-05..2024-04-01]: favor (2024-03-05, ada-lund: r1) to against
 * (2024-04-01, ada-lund: r2)}.
 */
final class ShiftText {

    private final Map<StatementId, String> tokens = new HashMap<>();

    private ShiftText(List<ReportEvent> events) {
        for (var event : events) {
            switch (event) {
                case ReportEvent.Filed filed -> note(filed.body(), filed);
                case ReportEvent.Corrected corrected -> note(corrected.body(), corrected);
                case ReportEvent.Retracted _ -> {}
            }
        }
    }

    static String of(List<Shift> shifts, List<ReportEvent> events) {
        var text = new ShiftText(events);
        return shifts.stream().map(text::line).collect(joining("\n"));
    }

    private void note(Report body, ReportEvent event) {
        tokens.merge(
                StatementId.of(body, event.recorded()),
                event.report().token(),
                (known, token) -> known + ' ' + token);
    }

    private String line(Shift shift) {
        var from = shift.from() == null ? "" : side(shift.from()) + " to ";
        return "%s in %s: %s%s"
                .formatted(shift.kind().label(), shift.between().edtf(), from, side(shift.to()));
    }

    private String side(Shift.Side side) {
        var conditions =
                side.conditions().isEmpty() ? "" : " if " + String.join(", ", side.conditions());
        return "%s%s (%s, %s: %s)"
                .formatted(
                        side.stance().label(),
                        conditions,
                        side.saidOn().edtf(),
                        side.speaker(),
                        tokens.get(side.statement()));
    }
}
