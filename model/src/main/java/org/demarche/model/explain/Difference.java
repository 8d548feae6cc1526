package org.demarche.model.explain;

import java.util.List;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * A field in which the reports of a statement differ.
 *
 * @param conflict whether reports of different origins differ, and not only reports of one origin
 */
public record Difference(String field, boolean conflict, List<Value> values) {

    /**
     * @param value the value as on the wire, with lists joined by ", "; null if the reports give
     *     none
     */
    public record Value(@Nullable String value, List<ReportId> reports, List<String> origins) {}
}
