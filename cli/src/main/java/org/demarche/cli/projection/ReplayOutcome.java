package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a replay or a promotion.
 *
 * @param document the last document of the version
 * @param took the time that the build took; null if the command did not watch it
 */
record ReplayOutcome(JsonNode document, @Nullable Duration took, OtherVersions others) {

    int exitCode() {
        return switch (state()) {
            case "live", "standby" -> ExitCode.OK;
            case "ready" -> isHeldBack() ? ExitCode.NO : ExitCode.OK;
            default -> ExitCode.NO;
        };
    }

    /** Whether the version should be live by now, but is not. */
    private boolean isHeldBack() {
        return !document.path("promote").asText().equals("manual")
                && !ProgressText.blockers(document).isEmpty();
    }

    String text() {
        var lines = new ArrayList<>(List.of(whatIsThere()));
        lines.addAll(whatNow());
        return String.join(System.lineSeparator(), lines);
    }

    private String whatIsThere() {
        var progress = document.path("progress");
        if (!progress.isObject()) return "%s %s.".formatted(id(), became());
        var deadLetters = progress.path("deadLetters").asLong();
        return "%s %s: %s%s, %s, %s."
                .formatted(
                        id(),
                        became(),
                        Amounts.count(ProgressText.folded(document), "event"),
                        took == null ? "" : " in " + Amounts.text(took),
                        Amounts.count(progress.path("documents").asLong(), "document"),
                        deadLetters == 0
                                ? "no dead letters"
                                : Amounts.count(deadLetters, "dead letter"));
    }

    private String became() {
        return switch (state()) {
            case "failed" -> "failed";
            case "cancelled", "retired" -> "was " + state();
            default -> "is " + state();
        };
    }

    private List<String> whatNow() {
        return switch (state()) {
            case "live" -> promoted();
            case "ready" -> ready();
            case "failed" -> failed();
            case "paused" ->
                    List.of(
                            "%s resumes it, %s ends it."
                                    .formatted(id().command("resume"), id().command("cancel")));
            case "standby" -> List.of("Another version is live. " + serveIt());
            default -> List.of();
        };
    }

    private List<String> promoted() {
        return others.standby()
                ? List.of(
                        "It is live now; `demarche rollback %s` goes back to the previous version."
                                .formatted(id().projection()))
                : List.of("It is live now.");
    }

    private List<String> ready() {
        var lines = new ArrayList<String>();
        var blockers = ProgressText.blockers(document);
        if (!blockers.isEmpty()) {
            lines.add("It was not promoted automatically:");
            for (var blocker : blockers) lines.add("  " + blocker);
        }
        var force = blockers.isEmpty() ? "" : " (with --force)";
        lines.add(
                "%s, %s makes it live%s."
                        .formatted(others.look(id()), id().command("promote"), force));
        return lines;
    }

    private List<String> failed() {
        var reason = document.path("reason").asText("");
        var error = document.path("progress").path("lastError").asText("");
        var lines = new ArrayList<String>();
        if (!reason.isEmpty()) lines.add(reason);
        if (!error.isEmpty() && !reason.contains(error)) lines.add(error);
        lines.add(
                "Its documents are kept for inspection, until %s."
                        .formatted(id().command("cancel")));
        return lines;
    }

    private String serveIt() {
        return id().command("promote") + " makes it live.";
    }

    private VersionAddress id() {
        return VersionAddress.of(document);
    }

    private String state() {
        return document.path("state").asText();
    }
}
