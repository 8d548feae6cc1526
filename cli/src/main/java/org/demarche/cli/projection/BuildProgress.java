package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Pause;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Shows the progress of a version until it is built. */
record BuildProgress(Gateway gateway, Terminal terminal, boolean json) {

    private static final Set<String> BUILT_NO_MORE =
            Set.of("live", "standby", "failed", "cancelled", "retired");
    private static final Set<String> AT_REST =
            Set.of("paused", "ready", "live", "standby", "failed", "cancelled", "retired");
    private static final Set<String> NAMES_OTHERS = Set.of("live", "ready");

    /**
     * @param first the version's document
     * @return the exit code
     */
    int toItsEnd(JsonNode first) {
        var version = VersionAddress.of(first);
        JsonNode last;
        try (var notice = new InterruptNotice(terminal.err(), DocumentFollower.comeBack(version));
                var display = new Display(version, terminal.err(), json)) {
            display.show(first);
            last =
                    new DocumentFollower(
                                    gateway,
                                    first,
                                    Pause::asleep,
                                    display::show,
                                    why -> display.say(why + " Trying again …"))
                            .toItsEnd();
        }
        var outcome = new ReplayOutcome(last, took(first), others(last));
        terminal.out().println(json ? last : outcome.text());
        return outcome.exitCode();
    }

    /** Prints how to watch the version or, if nothing is being built, its state. */
    int leave(JsonNode first) {
        terminal.out().println(json ? first : left(first));
        return ExitCode.OK;
    }

    private String left(JsonNode first) {
        if (AT_REST.contains(first.path("state").asText()))
            return new ReplayOutcome(first, null, others(first)).text();
        var version = VersionAddress.of(first);
        return "%s is being built: %s shows the progress."
                .formatted(version, version.followCommand());
    }

    /** Returns the other versions. It asks for them only if the outcome names them. */
    private OtherVersions others(JsonNode document) {
        return !json && NAMES_OTHERS.contains(document.path("state").asText())
                ? OtherVersions.than(VersionAddress.of(document), gateway)
                : OtherVersions.NONE;
    }

    private static @Nullable Duration took(JsonNode first) {
        var startedAt = first.path("startedAt").asText("");
        return startedAt.isEmpty() || BUILT_NO_MORE.contains(first.path("state").asText())
                ? null
                : Duration.between(Instant.parse(startedAt), Instant.now());
    }
}
