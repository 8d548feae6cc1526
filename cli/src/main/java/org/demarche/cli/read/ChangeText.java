package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.Gateway;

/** Changes for a person, a few lines each, or for a program, one line each. */
record ChangeText(EntryNames names, boolean json) {

    /** The same for a shift whose speaker or days alone are told in another way. */
    static String identityOfShift(JsonNode shift) {
        return String.join(
                " ",
                shift.path("actor").asText(),
                shift.path("issue").asText(),
                shift.path("kind").asText(),
                side(shift.path("from")),
                side(shift.path("to")));
    }

    private static String side(JsonNode side) {
        return side.path("statement").asText("")
                + side.path("stance").asText("")
                + side.path("conditions");
    }

    /** The same as long as reports of a statement disagree in the same fields. */
    static String identityOfConflict(JsonNode conflict) {
        return conflict.path("statement").asText() + fields(conflict);
    }

    private static List<String> fields(JsonNode conflict) {
        return conflict.path("differences")
                .valueStream()
                .map(difference -> difference.path("field").asText())
                .sorted()
                .toList();
    }

    String shift(JsonNode shift, boolean isNew, Instant noticed) {
        return json
                ? line("shift", shift, isNew, noticed)
                : "%s  %s: %s"
                        .formatted(
                                seconds(noticed),
                                isNew ? "new shift" : "shift is gone",
                                ShiftText.list(List.of(shift), names));
    }

    String conflict(JsonNode conflict, boolean isNew, Instant noticed) {
        if (json) return line("conflict", conflict, isNew, noticed);
        var lines = new ArrayList<String>();
        lines.add(
                "%s  %s: %s: reports disagree on %s"
                        .formatted(
                                seconds(noticed),
                                isNew ? "new conflict" : "conflict is gone",
                                names.pair(conflict),
                                String.join(", ", fields(conflict))));
        for (var difference : conflict.path("differences")) {
            for (var value : difference.path("values"))
                lines.add("  says  " + new StatementText(names).value(value));
        }
        lines.add("  in    " + conflict.path("statement").asText());
        return String.join(System.lineSeparator(), lines);
    }

    /** `{"noticed": …, "change": "new" or "gone", "shift": {…}}`. */
    private static String line(String what, JsonNode item, boolean isNew, Instant noticed) {
        return Gateway.JSON
                .createObjectNode()
                .put("noticed", seconds(noticed))
                .put("change", isNew ? "new" : "gone")
                .set(what, item)
                .toString();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
