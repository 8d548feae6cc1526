package org.demarche.gateway.position;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.table.Columns;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.view.ConditionsWriter;
import org.demarche.log.view.DenialsWriter;
import org.demarche.log.view.ShiftDocument;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.History;
import org.demarche.model.fold.History.Said;
import org.demarche.model.fold.History.Stretch;
import org.demarche.model.fold.Shift;
import org.demarche.model.fold.Support;

/**
 * Writes the runs of a history as JSON. Each run has its first statements, the first shifts into
 * it, and the numbers of all of them.
 */
final class HistoryJson {

    private static final int SHOWN = 20;

    private final TreeMap<Days, Shift> shifts = new TreeMap<>();

    private HistoryJson(History history) {
        history.shifts().forEach(shift -> shifts.put(shift.to().saidOn(), shift));
    }

    /** Builds the text without escapes, because ids and labels need none. */
    static ListRead<Stretch> list(History history) {
        var lead =
                "\"actor\":\"%s\",\"issue\":\"%s\",\"rule\":\"%s\","
                        .formatted(
                                history.subject().actor(),
                                history.subject().issue(),
                                history.rule().label());
        var json = new HistoryJson(history);
        return new ListRead<>(
                Columns.RUNS,
                lead,
                run -> JsonWriter.object(out -> json.write(out, run)),
                run -> Cursor.text(run.since()));
    }

    private void write(JsonGenerator out, Stretch run) throws IOException {
        out.writeStringField("stance", run.stance().label());
        out.writeStringField("since", run.since().edtf());
        out.writeStringField("until", run.until().edtf());
        ConditionsWriter.write(out, run.conditions());
        out.writeStringField("certainty", run.certain() ? "certain" : "uncertain");
        write(out, "counts", run.counts());
        if (run.outweighed() != null) {
            write(out, "outweighed", run.outweighed());
        }
        out.writeArrayFieldStart("statements");
        for (var said : first(run.statements())) {
            write(out, said, run.outweighed() != null);
        }
        out.writeEndArray();
        out.writeNumberField("statementCount", run.statements().size());
        out.writeArrayFieldStart("shifts");
        for (var shift : first(into(run))) {
            ShiftDocument.write(out, shift);
        }
        out.writeEndArray();
        out.writeNumberField("shiftCount", into(run).size());
    }

    private static void write(JsonGenerator out, String name, Support counts) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("statements", counts.statements());
        out.writeNumberField("reports", counts.reports());
        out.writeNumberField("outlets", counts.outlets());
        out.writeNumberField("origins", counts.origins());
        out.writeEndObject();
    }

    /**
     * @param denials whether to write the denials, which only later rules know
     */
    private static void write(JsonGenerator out, Said said, boolean denials) throws IOException {
        out.writeStartObject();
        out.writeStringField("statement", said.statement().toString());
        out.writeStringField("saidOn", said.saidOn().edtf());
        out.writeStringField("stance", said.stance().label());
        out.writeStringField("speaker", said.speaker());
        out.writeStringField("office", said.office());
        out.writeBooleanField("contested", said.contested());
        if (denials) {
            DenialsWriter.write(out, said.denied());
        }
        out.writeEndObject();
    }

    /**
     * Returns the shift that opens the run, and the shifts within it, which change only its
     * conditions.
     */
    private List<Shift> into(Stretch run) {
        return List.copyOf(shifts.subMap(run.since(), true, run.until(), true).values());
    }

    private static <T> List<T> first(List<T> list) {
        return list.subList(0, Math.min(SHOWN, list.size()));
    }
}
