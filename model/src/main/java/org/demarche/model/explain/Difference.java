package org.demarche.model.explain;

import java.util.List;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * A field in which the reports of a statement differ.
 *
 * @param conflict between origins, not only between reports of one origin
 */
public record Difference(String field, boolean conflict, List<Value> values) {

    /**
     * @param value as on the wire, lists joined by ", "; null if the report gives none
     */
    public record Value(@Nullable String value, List<ReportId> reports, List<String> origins) {}
}
