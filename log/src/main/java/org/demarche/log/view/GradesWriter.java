package org.demarche.log.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.demarche.model.Grades;

/** The grades of a report, {@code "reliability"} and {@code "credibility"}, null if absent. */
public final class GradesWriter {

    private GradesWriter() {}

    /** Writes two fields into an open object. */
    public static void write(JsonGenerator out, Grades grades) throws IOException {
        out.writeStringField("reliability", grades.reliability());
        if (grades.credibility() == null) {
            out.writeNullField("credibility");
        } else {
            out.writeNumberField("credibility", grades.credibility());
        }
    }
}
