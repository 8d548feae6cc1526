package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;

/**
 * The documents of a version, as the gateway streams them, to the last. If the connection breaks,
 * it connects again. Each document is complete, so nothing is missed.
 */
final class DocumentFollower {

    /**
     * With the pauses between them this takes a minute and a half, which a restarting gateway
     * needs.
     */
    private static final int TRIES = 20;

    private static final int LONGEST_PAUSE_SECONDS = 5;
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * In documents, one a second. A blocker that lasts this long needs a person, but the gateway
     * goes on streaming.
     */
    private static final int BLOCKED = 10;

    private final Gateway gateway;
    private final VersionAddress version;
    private final Pause pause;
    private final Consumer<JsonNode> onDocument;
    private final Consumer<String> onBreak;
    private JsonNode last;
    private int came;
    private int blocked;

    /**
     * @param first the version's document as it was answered
     * @param onBreak told why in a sentence, where a connection broke that brought nothing
     */
    DocumentFollower(
            Gateway gateway,
            JsonNode first,
            Pause pause,
            Consumer<JsonNode> onDocument,
            Consumer<String> onBreak) {
        this.gateway = gateway;
        this.pause = pause;
        this.onDocument = onDocument;
        this.onBreak = onBreak;
        version = VersionAddress.of(first);
        last = first;
    }

    /**
     * @return the last document
     * @throws Failure if the gateway refuses, or is away for too long
     */
    JsonNode toItsEnd() {
        for (var fruitless = 0; ; ) {
            came = 0;
            var why = "The stream ended before the replay did.";
            try {
                if (reachedEnd()) return last;
            } catch (IOException e) {
                why = "The connection broke%s.".formatted(said(e));
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE) throw e;
                why = sentence(String.valueOf(e.getMessage()));
            }
            // A new stream always brings its first document. Only a second document shows that the
            // connection held.
            fruitless = came > 1 ? 0 : fruitless + 1;
            if (fruitless == TRIES) throw lost(why);
            if (fruitless == 1) onBreak.accept(why);
            pause.seconds(Math.min(fruitless, LONGEST_PAUSE_SECONDS));
        }
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? "" : " (%s)".formatted(e.getMessage());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + '.';
    }

    private boolean reachedEnd() throws IOException {
        var stream = gateway.stream(version.address(), "text/event-stream");
        try (var events = new EventStream(stream, SILENCE)) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var document = Gateway.JSON.readTree(event.get().data());
                if (document.has("state")) {
                    last = document;
                    came++;
                }
                if (event.get().name().equals("end") || isBlocked()) return true;
                onDocument.accept(last);
            }
            return false;
        }
    }

    private boolean isBlocked() {
        var isReady = last.path("state").asText().equals("ready");
        blocked = isReady && !ProgressText.blockers(last).isEmpty() ? blocked + 1 : 0;
        return blocked == BLOCKED;
    }

    private Failure lost(String why) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "%s cannot be watched any more. %s%n%s".formatted(version, why, comeBack(version)));
    }

    /** A sentence about a replay that nobody watches. */
    static String comeBack(VersionAddress version) {
        return "The replay goes on. %s shows it again, %s ends it."
                .formatted(version.followCommand(), version.command("cancel"));
    }
}
