package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * {@code first(x)} and {@code last(x)}, in the order of {@link Moment}; null if there is no value.
 * It keeps all values, because the first or last one may be removed.
 */
public final class Edge implements FieldTally {

    private final Kind kind;
    private final boolean first;
    private final TreeMap<Moment, Object> values = new TreeMap<>();

    public Edge(Kind kind, boolean first) {
        this.kind = kind;
        this.first = first;
    }

    @Override
    public void add(Moment moment, @Nullable Object value) {
        values.put(moment, Objects.requireNonNull(value));
    }

    @Override
    public void remove(Moment moment, @Nullable Object value) {
        values.remove(moment);
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        var edge = edge();
        if (edge == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeStringField("recorded", edge.getKey().recorded().toString());
        out.writeStringField("report", edge.getKey().report().toString());
        out.writeFieldName("value");
        kind.write(out, edge.getValue());
        out.writeEndObject();
    }

    @Override
    public void absorb(JsonNode written) {
        if (!written.isNull()) {
            var recorded = Instant.parse(text(written.path("recorded")));
            values.put(
                    new Moment(recorded, ReportId.parse(text(written.path("report")))),
                    kind.read(written.path("value")));
        }
    }

    @Override
    public boolean show(JsonGenerator out) throws IOException {
        var edge = edge();
        if (edge == null) {
            out.writeNull();
        } else {
            kind.write(out, edge.getValue());
        }
        return true;
    }

    private static String text(JsonNode written) {
        FieldTally.require(written.isTextual(), written);
        return written.textValue();
    }

    private Map.@Nullable Entry<Moment, Object> edge() {
        return first ? values.firstEntry() : values.lastEntry();
    }
}
