package org.demarche.declared.language;

import dev.cel.runtime.CelVariableResolver;
import java.time.Instant;
import java.util.Optional;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.jspecify.annotations.Nullable;

/**
 * The current content of a report, from its filing or its last correction. An expression sees
 * nothing else.
 *
 * @param recorded the instant at which the log recorded this content
 */
public record Reported(ReportId id, Report body, Resolved resolved, Instant recorded)
        implements CelVariableResolver {

    /**
     * Returns the content after an event; null after a retraction, because the report then has no
     * content.
     */
    public static @Nullable Reported of(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, _, var recorded) ->
                    new Reported(id, body, resolved, recorded);
            case ReportEvent.Corrected(var id, var body, var resolved, _, var recorded) ->
                    new Reported(id, body, resolved, recorded);
            case ReportEvent.Retracted _ -> null;
        };
    }

    @Override
    public Optional<Object> find(String name) {
        return Optional.ofNullable(Variables.ALL.select(this, name));
    }
}
