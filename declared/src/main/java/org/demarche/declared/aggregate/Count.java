package org.demarche.declared.aggregate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code count()}: the number of reports. */
public final class Count implements FieldTally {

    private long reports;

    @Override
    public void add(Moment moment, @Nullable Object value) {
        reports++;
    }

    @Override
    public void remove(Moment moment, @Nullable Object value) {
        reports--;
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        out.writeNumber(reports);
    }

    @Override
    public void absorb(JsonNode written) {
        FieldTally.require(written.isIntegralNumber(), written);
        reports += written.longValue();
    }

    @Override
    public boolean show(JsonGenerator out) throws IOException {
        write(out);
        return true;
    }
}
