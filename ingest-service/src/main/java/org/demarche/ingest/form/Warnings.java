package org.demarche.ingest.form;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.json.Violation;
import org.demarche.log.registry.Actor;
import org.demarche.model.Report;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** Finds oddities of a report, which do not prevent its filing. */
public final class Warnings {

    private Warnings() {}

    /**
     * Returns a warning for each actor in the report that had ended before the statement was made.
     */
    public static List<Violation> of(Report report, NameLookup names) {
        var days = days(report);
        if (days == null) {
            return List.of();
        }
        return actors(report).entrySet().stream()
                .flatMap(
                        named ->
                                names
                                        .actorOf(named.getKey())
                                        .filter(actor -> actor.hasEndedBefore(days))
                                        .map(actor -> ended(named.getValue(), actor, days))
                                        .stream())
                .toList();
    }

    /** Returns the days of the statement, in local time if the report gives the offset. */
    private static @Nullable Edtf days(Report report) {
        if (report.saidOn() != null || report.saidAt() == null) {
            return report.saidOn();
        }
        var offset = report.saidAtOffset() == null ? ZoneOffset.UTC : report.saidAtOffset();
        return Edtf.parse(report.saidAt().atOffset(offset).toLocalDate().toString());
    }

    /** Returns the ids of the actors in the report, with the field of each. */
    private static Map<String, String> actors(Report report) {
        var actors = new LinkedHashMap<String, String>();
        actors.put(report.holder(), "/holder");
        if (report.spokenFor() != null) {
            actors.putIfAbsent(report.spokenFor(), "/spokenFor");
        }
        if (report.speaker() != null && report.speaker().actor() != null) {
            actors.putIfAbsent(report.speaker().actor(), "/speaker/actor");
        }
        return actors;
    }

    private static Violation ended(String pointer, Actor actor, Edtf days) {
        var instead =
                actor.successors().isEmpty()
                        ? "name another"
                        : "name a successor (%s)".formatted(String.join(", ", actor.successors()));
        return new Violation(
                pointer,
                "%s ended on %s, and this was said on %s: %s, or correct the day"
                        .formatted(
                                actor.id(),
                                requireNonNull(actor.to()).text(),
                                days.text(),
                                instead));
    }

    /** Writes a field into an open object, unless the list is empty. */
    public static void write(JsonGenerator out, List<Violation> warnings) throws IOException {
        if (warnings.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("warnings");
        for (var warning : warnings) {
            out.writeStartObject();
            out.writeStringField("pointer", warning.pointer());
            out.writeStringField("message", warning.message());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
