package org.demarche.gateway.list;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.log.registry.Registry;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.explain.PlainWords;

/** Writes the items of lists as entries of feeds, in sentences. */
public final class FeedEntries {

    private final RegisteredNames names;

    public FeedEntries(Registry registry) {
        names = new RegisteredNames(registry);
    }

    /**
     * Makes the entry of a shift. Its date is the latest instant at which the log got one of its
     * statements. If none is known yet, its date is the last day of the shift.
     *
     * @param learned finds the instant at which the log had a statement
     */
    public FeedEntry shift(JsonNode shift, Function<StatementId, Optional<Instant>> learned) {
        var from = shift.path("from");
        var to = shift.path("to");
        return new FeedEntry(
                String.join(
                        " ",
                        "shift",
                        from.path("statement").asText(""),
                        to.path("statement").asText()),
                "%s: %s %s"
                        .formatted(
                                pair(shift),
                                PlainWords.shift(
                                        shift.path("kind").asText(),
                                        shift.path("certain").asBoolean(true)),
                                day(shift.path("between"))),
                Stream.of(from, to)
                        .filter(JsonNode::isObject)
                        .map(FeedEntries::statement)
                        .flatMap(id -> learned.apply(id).stream())
                        .max(naturalOrder())
                        .orElseGet(() -> startOf(shift.path("between"))),
                "/actors/%s/issues/%s"
                        .formatted(shift.path("actor").asText(), shift.path("issue").asText()),
                shift.path("kind").asText(),
                from.isObject()
                        ? "Before: %s. After: %s.".formatted(stance(from), stance(to))
                        : "First heard: %s.".formatted(stance(to)));
    }

    public FeedEntry conflict(JsonNode conflict) {
        var statement = conflict.path("statement").asText();
        var fields =
                conflict.path("differences")
                        .valueStream()
                        .map(FeedEntries::difference)
                        .collect(Collectors.joining(". ", "", "."));
        return new FeedEntry(
                "conflict " + statement,
                "%s: reports disagree on what was said %s"
                        .formatted(pair(conflict), day(conflict.path("saidOn"))),
                Instant.parse(conflict.path("arose").asText()),
                "/statements/" + statement,
                "conflict",
                fields);
    }

    private static String difference(JsonNode difference) {
        var values =
                difference
                        .path("values")
                        .valueStream()
                        .map(value -> value.path("value").asText("none"))
                        .collect(Collectors.joining(" / "));
        return difference.path("field").asText() + ": " + values;
    }

    public FeedEntry retraction(JsonNode retraction) {
        var report = retraction.path("report").asText();
        var retractedAt = retraction.path("retractedAt").asText();
        return new FeedEntry(
                "retraction %s %s".formatted(report, retractedAt),
                "%s: the report of %s was retracted"
                        .formatted(
                                pair(retraction), names.outlet(retraction.path("outlet").asText())),
                Instant.parse(retractedAt),
                "/reports/" + report,
                "retraction",
                retraction.path("reason").asText());
    }

    private String pair(JsonNode item) {
        return "%s on %s"
                .formatted(
                        names.actor(item.path("actor").asText()),
                        names.issue(item.path("issue").asText()));
    }

    private static StatementId statement(JsonNode side) {
        return StatementId.parse(side.path("statement").asText());
    }

    private static Instant startOf(JsonNode edtf) {
        var latest = requireNonNull(Edtf.parse(edtf.asText()).latest(), "a shift has a last day");
        return latest.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String day(JsonNode edtf) {
        return DayWords.of(edtf.asText()).phrase();
    }

    private static String stance(JsonNode side) {
        var label = side.path("stance").asText();
        return Stance.of(label).map(PlainWords::of).orElse(label);
    }
}
