package org.demarche.cli.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.demarche.cli.client.Gateway;
import org.demarche.sheet.CellText;

/**
 * The result of a dry run of a file: the outcome of each line, each fault, and the unknown names.
 */
public final class DryRunResult {

    private static final int FAULTS_KEPT = 1_000;

    private final String file;
    private final String line;
    private final NameAnswers answers;
    private final LinePlaces places;
    private final Consumer<String> onFault;
    private final UnknownNames unknown = new UnknownNames();
    private final EarlierLines earlier = new EarlierLines();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Outcome, RowRanges> rows = new EnumMap<>(Outcome.class);

    private record Fault(long line, String reason) {}

    private enum Outcome {
        FILED("filed", "would be filed"),
        CORRECTED("corrected", "would be corrected"),
        KNOWN("known", "known already"),
        REFUSED("failed", "refused");

        private final String name;
        private final String label;

        Outcome(String name, String label) {
            this.name = name;
            this.label = label;
        }
    }

    /**
     * @param line the word for a line of the file, such as {@code row}
     * @param onFault receives each fault and each warning; unknown names are shown together at the
     *     end
     */
    public DryRunResult(
            String file,
            String line,
            NameAnswers answers,
            LinePlaces places,
            Consumer<String> onFault) {
        this.file = file;
        this.line = line;
        this.answers = answers;
        this.places = places;
        this.onFault = onFault;
    }

    private void refuse(long number, String reason) {
        add(Outcome.REFUSED, number);
        tell(number, reason);
    }

    /**
     * @param answer the answer of the API about one line
     * @param sent the text of the line; empty if the line was not sent
     */
    public void take(JsonNode answer, String sent) {
        var number = answer.path("line").asLong();
        switch (answer.path("status").asInt()) {
            case 200 -> add(Outcome.KNOWN, number);
            case 201 -> {
                answer.path("warnings")
                        .forEach(odd -> tell(number, "warning: " + text(odd, number)));
                if (answer.has("event")) {
                    add(Outcome.CORRECTED, number);
                } else {
                    file(number, answer.path("id").asText(), answer.path("digest").asText(), sent);
                }
            }
            default -> refuse(number, answer.path("problem"), sent);
        }
    }

    /**
     * Counts a line that would be filed. A dry run answers each line as if it were the only one, so
     * this method finds an earlier line with the same id, which is the one that counts.
     *
     * @param report the id of the report; empty if one of its names must be registered first
     * @param digest the digest of its content in the API's form; empty in the same case
     */
    private void file(long number, String report, String digest, String sent) {
        var body = body(sent);
        var first = earlier.filed(number, report, digest, body);
        if (first.isEmpty()) {
            add(Outcome.FILED, number);
            earlier.otherStance(number, body).ifPresent(before -> noteStance(number, before));
        } else if (first.get().isSame()) {
            add(Outcome.KNOWN, number);
        } else {
            refuse(
                    number,
                    "%s: is in %s %d already, for the same holder and issue: give each report an id of its own"
                            .formatted(places.of(number, "/id"), line, first.get().line()));
        }
    }

    private void noteStance(long number, long before) {
        onFault.accept(
                "%s:%d: note: the stance differs from that of %s %d, which has the same speaker and day: if both are about one act of speaking, give both the same utterance"
                        .formatted(file, number, line, before));
    }

    private static JsonNode body(String sent) {
        try {
            return Gateway.JSON.readTree(sent);
        } catch (JsonProcessingException _) {
            return Gateway.JSON.missingNode(); // the API refuses the line
        }
    }

    private void refuse(long number, JsonNode problem, String sent) {
        var violations = problem.path("violations").valueStream().toList();
        if (violations.isEmpty()) {
            refuse(number, problem.path("detail").asText());
            return;
        }
        var toMend = violations.stream().filter(one -> !isAnswered(one)).toList();
        if (toMend.isEmpty()) {
            // the unknown names are registered before, and the line has no other fault
            if (body(sent).path("report").asText().isBlank()) {
                file(number, "", "", sent);
            } else {
                add(Outcome.CORRECTED, number);
            }
            return;
        }
        add(Outcome.REFUSED, number);
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
                + (near.isEmpty() ? "" : ": did you mean %s?".formatted(String.join(", ", near)));
    }

    private void tell(long number, String reason) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(new Fault(number, reason));
        }
        onFault.accept("%s:%d: %s".formatted(file, number, CellText.oneLine(reason)));
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

    /** Returns the result as lines of text. */
    public List<String> text() {
        var text = new ArrayList<String>();
        if (!unknown.all().isEmpty()) {
            text.add("Unknown names:");
            unknown.all()
                    .forEach(
                            one ->
                                    text.add(
                                            "  "
                                                    + one.text(line)
                                                    + answers.origin(one.name())
                                                            .map(" This is %s."::formatted)
                                                            .orElse("")));
        }
        if (unknown.more() > 0) {
            text.add("  and other names, in %d %ss".formatted(unknown.more(), line));
        }
        text.add("A dry run of %s: nothing was written.".formatted(file));
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

    /**
     * Returns the result as JSON. The counts have the same names as after a real load, and the
     * first thousand faults are listed.
     */
    public JsonNode json() {
        ObjectNode json = Gateway.JSON.createObjectNode().put("file", file).put("dryRun", true);
        for (var outcome : Outcome.values()) {
            var numbers = rows.get(outcome);
            json.put(outcome.name, numbers == null ? 0 : numbers.count());
        }
        var refused = json.putArray("refused");
        for (var fault : faults) {
            refused.addObject().put("line", fault.line()).put("reason", fault.reason());
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
