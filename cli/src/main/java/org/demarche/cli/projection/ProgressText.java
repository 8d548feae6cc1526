package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The progress of a version in words. Each method takes the version's document. */
final class ProgressText {

    private ProgressText() {}

    static long folded(JsonNode document) {
        return document.path("progress").path("folded").asLong();
    }

    static long total(JsonNode document) {
        return document.path("progress").path("total").asLong();
    }

    /** Returns the progress on a line of its own. */
    static String line(JsonNode document) {
        // progress is null if the documents of the version are deleted
        if (!document.path("progress").isObject()) {
            return VersionAddress.of(document) + ": " + document.path("state").asText();
        }
        var beside = beside(document);
        return "%s: %s of %s%s"
                .formatted(
                        VersionAddress.of(document),
                        Amounts.number(folded(document)),
                        Amounts.count(total(document), "event"),
                        beside.isEmpty() ? "" : ", " + beside);
    }

    /** Returns the facts that a bar does not show. */
    static String beside(JsonNode document) {
        var parts = new ArrayList<String>();
        var progress = document.path("progress");
        var state = document.path("state").asText();
        if (!state.equals("replaying")) parts.add(state);
        if (state.equals("replaying") || state.equals("catching-up")) {
            parts.add(rate(document));
            whenDone(progress).ifPresent(parts::add);
        }
        if (state.equals("ready")) blockers(document).forEach(parts::add);
        var deadLetters = progress.path("deadLetters").asLong();
        if (deadLetters > 0) parts.add(Amounts.count(deadLetters, "dead letter"));
        var error = progress.path("lastError").asText("");
        if (!error.isEmpty()) parts.add("last error: " + error);
        return String.join(", ", parts);
    }

    /** Returns the reasons against a promotion, one sentence each. */
    static List<String> blockers(JsonNode document) {
        return document.path("blockers").valueStream().map(JsonNode::asText).toList();
    }

    private static String rate(JsonNode document) {
        var rate = Amounts.number(document.path("progress").path("eventsPerSecond").asLong());
        var throttle = document.path("throttle");
        return rate
                + "/s"
                + (throttle.isNumber()
                        ? " of at most " + Amounts.number(throttle.asLong()) + "/s"
                        : "");
    }

    private static Optional<String> whenDone(JsonNode progress) {
        if (progress.path("stuck").asBoolean()) return Optional.of(stuck(progress));
        var growth = progress.path("growthPerSecond").asLong();
        // a replay that has just begun shows no speed yet
        if (growth > 0 && !progress.path("converging").asBoolean(true)) {
            return Optional.of("not converging: the log grows by " + Amounts.number(growth) + "/s");
        }
        var caughtUpIn = progress.path("caughtUpIn");
        return caughtUpIn.isValueNode() && !caughtUpIn.isNull()
                ? Optional.of("caught up in " + Amounts.text(Amounts.duration(caughtUpIn)))
                : Optional.empty();
    }

    /**
     * Names the partition that has made no progress for the longest time, of those with events left
     * to fold.
     */
    private static String stuck(JsonNode progress) {
        return partitions(progress).stream()
                .filter(one -> one.path("folded").asLong() < one.path("total").asLong())
                .max(Comparator.comparing(one -> Amounts.duration(one.path("idleFor"))))
                .map(one -> stuck("partition " + one.path("partition").asText(), one))
                .orElseGet(() -> stuck("it", progress));
    }

    private static String stuck(String what, JsonNode idle) {
        return "stuck: %s has made no progress for %s"
                .formatted(what, Amounts.text(Amounts.duration(idle.path("idleFor"))));
    }

    private static List<JsonNode> partitions(JsonNode progress) {
        return StreamSupport.stream(progress.path("partitions").spliterator(), false).toList();
    }
}
