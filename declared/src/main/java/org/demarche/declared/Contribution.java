package org.demarche.declared;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one report contributes. Its document tells a restarted heap all that it kept of the report.
 *
 * @param first what was filed: the first 64 bits of its content's digest
 * @param standing what stands, likewise
 * @param events folded of this report
 * @param retracted and not reinstated by a correction
 * @param counted null where the report counts nowhere
 */
record Contribution(
        long first, long standing, int events, boolean retracted, @Nullable Counted counted) {

    /**
     * Where a report counts, and as what.
     *
     * @param key of the definition
     * @param values of the definition's arguments; null where one is absent
     */
    record Counted(Moment moment, String key, List<@Nullable Object> values) {}

    /** What a JSON text has in the place of an absent value. */
    private static final String ABSENT = "";

    Contribution next(long standing, boolean retracted, @Nullable Counted counted) {
        return new Contribution(first, standing, events + 1, retracted, counted);
    }

    byte[] write() {
        return JsonWriter.object(this::write);
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStringField("first", Long.toHexString(first));
        if (standing != first) {
            out.writeStringField("standing", Long.toHexString(standing));
        }
        if (events > 1) {
            out.writeNumberField("events", events);
        }
        if (retracted) {
            out.writeBooleanField("retracted", true);
        }
        if (counted != null) {
            out.writeStringField("at", counted.moment.recorded().toString());
            out.writeStringField("key", counted.key);
            out.writeArrayFieldStart("values");
            for (var value : counted.values) {
                out.writeString(value == null ? ABSENT : value.toString());
            }
            out.writeEndArray();
        }
    }

    /**
     * @param kinds of the definition's arguments
     * @param interner gives equal texts as one
     */
    static Contribution read(
            String report, byte[] document, List<Kind> kinds, UnaryOperator<String> interner)
            throws UnreadableEvent {
        return JsonReader.read(document, in -> read(report, in, kinds, interner));
    }

    private static Contribution read(
            String report, JsonReader in, List<Kind> kinds, UnaryOperator<String> interner)
            throws IOException, UnreadableEvent {
        in.object();
        Long first = null;
        Long standing = null;
        var events = 1;
        var retracted = false;
        Instant at = null;
        String key = null;
        var texts = List.<String>of();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "first" -> first = in.parsed(text -> Long.parseUnsignedLong(text, 16));
                case "standing" -> standing = in.parsed(text -> Long.parseUnsignedLong(text, 16));
                case "events" -> events = (int) in.number();
                case "retracted" -> retracted = true;
                case "at" -> at = in.parsed(Instant::parse);
                case "key" -> key = interner.apply(in.text());
                case "values" -> texts = in.list(() -> interner.apply(in.text()));
                default -> in.skip();
            }
        }
        var filed = in.required(first, "first");
        var counted =
                key == null || at == null
                        ? null
                        : new Counted(new Moment(at, report), key, values(in, texts, kinds));
        return new Contribution(
                filed, standing == null ? filed : standing, events, retracted, counted);
    }

    private static List<@Nullable Object> values(
            JsonReader in, List<String> texts, List<Kind> kinds) throws UnreadableEvent {
        if (texts.size() != kinds.size()) {
            throw in.fault("has %d values, not %d".formatted(texts.size(), kinds.size()));
        }
        var values = new ArrayList<@Nullable Object>(texts.size());
        for (var i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            values.add(text.equals(ABSENT) ? null : kinds.get(i).parse(text));
        }
        return values;
    }
}
