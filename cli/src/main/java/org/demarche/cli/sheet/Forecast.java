package org.demarche.cli.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.demarche.cli.Gateway;
import org.demarche.cli.Places;

/** What a dry run tells of a file: the outcome of each line, each fault, and the unknown names. */
public final class Forecast {

    private final String file;
    private final String line;
    private final NameAnswers answers;
    private final Places places;
    private final Consumer<String> onFault;
    private final UnknownNames unknown = new UnknownNames();
    private final Map<Outcome, RowRanges> rows = new EnumMap<>(Outcome.class);

    private enum Outcome {
        FILED("would be filed"),
        CORRECTED("would be corrected"),
        KNOWN("known already"),
        REFUSED("refused");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    /**
     * @param line how the file calls its lines
     * @param onFault hears of each fault; unknown names are told together, at the end
     */
    public Forecast(
            String file,
            String line,
            NameAnswers answers,
            Places places,
            Consumer<String> onFault) {
        this.file = file;
        this.line = line;
        this.answers = answers;
        this.places = places;
        this.onFault = onFault;
    }

    /** A line that nobody needs to be asked about. */
    public void refuse(long number, String reason) {
        add(Outcome.REFUSED, number);
        tell(number, reason);
    }

    /**
     * @param answer of the API about one line
     */
    public void take(JsonNode answer) {
        var number = answer.path("line").asLong();
        switch (answer.path("status").asInt()) {
            case 200 -> add(Outcome.KNOWN, number);
            case 201 -> add(answer.has("event") ? Outcome.CORRECTED : Outcome.FILED, number);
            default -> refuse(number, answer.path("problem"));
        }
    }

    private void refuse(long number, JsonNode problem) {
        var violations = problem.path("violations").valueStream().toList();
        if (violations.isEmpty()) {
            refuse(number, problem.path("detail").asText());
            return;
        }
        var toMend = violations.stream().filter(one -> !isAnswered(one)).toList();
        // without its unknown names, which are registered before, the line has no fault
        add(toMend.isEmpty() ? Outcome.FILED : Outcome.REFUSED, number);
        for (var one : toMend) {
            if (UnknownNames.isUnknown(one)) {
                unknown.add(one, number);
            } else {
                tell(number, text(one, number));
            }
        }
    }

    private boolean isAnswered(JsonNode violation) {
        return UnknownNames.isUnknown(violation) && answers.registers(UnknownNames.name(violation));
    }

    private String text(JsonNode violation, long number) {
        var near = violation.path("suggestions").valueStream().map(JsonNode::asText).toList();
        var place = places.of(number, violation.path("pointer").asText());
        return (place.isEmpty() ? "" : place + ": ")
                + violation.path("message").asText()
                + (near.isEmpty() ? "" : " (did you mean %s?)".formatted(String.join(", ", near)));
    }

    private void tell(long number, String reason) {
        onFault.accept("%s:%d: %s".formatted(file, number, reason));
    }

    private void add(Outcome outcome, long number) {
        rows.computeIfAbsent(outcome, _ -> new RowRanges()).add(number);
    }

    public boolean isGood() {
        return !rows.containsKey(Outcome.REFUSED);
    }

    List<UnknownNames.Unknown> unknown() {
        return unknown.all();
    }

    /** Some lines of text. */
    public List<String> text() {
        var text = new ArrayList<String>();
        if (!unknown.all().isEmpty()) {
            text.add("Unknown names:");
            unknown.all().forEach(one -> text.add("  " + one.text(line)));
        }
        if (unknown.more() > 0) {
            text.add("  and more of them, in %d %ss".formatted(unknown.more(), line));
        }
        text.add("%s, tried out. Nothing is written.".formatted(file));
        for (var outcome : Outcome.values()) {
            var numbers = rows.get(outcome);
            text.add(
                    numbers == null
                            ? "  %s: none".formatted(outcome.label)
                            : "  %s: %d (%s %s)"
                                    .formatted(
                                            outcome.label,
                                            numbers.count(),
                                            numbers.count() == 1 ? line : line + "s",
                                            numbers.text()));
        }
        return text;
    }

    public JsonNode json() {
        ObjectNode json = Gateway.JSON.createObjectNode().put("file", file).put("dryRun", true);
        for (var outcome : Outcome.values()) {
            var numbers = rows.get(outcome);
            json.put(
                    outcome.name().toLowerCase(Locale.ROOT), numbers == null ? 0 : numbers.count());
        }
        var names = json.putArray("unknown");
        for (var one : unknown.all()) {
            var name = names.addObject();
            name.put("type", one.name().type()).put("name", one.name().name());
            name.put("count", one.count());
            one.rows().forEach(name.putArray("first")::add);
            one.near().forEach(name.putArray("near")::add);
        }
        return json;
    }
}
