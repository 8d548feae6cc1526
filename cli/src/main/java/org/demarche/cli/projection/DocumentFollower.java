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
 * Reads the documents about a version, which the gateway streams, up to the last one. If the
 * connection breaks, the command connects again. Each document is complete, so nothing is missed.
 */
final class DocumentFollower {

    /**
     * The most attempts one after another that bring nothing. With the pauses between them they
     * take a minute and a half, which a restarting gateway needs.
     */
    private static final int TRIES = 20;

    private static final int LONGEST_PAUSE_SECONDS = 5;
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * The number of documents, one a second, after which a blocker ends the command. Such a blocker
     * needs a person, but the gateway continues the stream.
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
     * @param first the version's document from the first answer
     * @param onBreak receives the reason, as a sentence, if a connection breaks that brought
     *     nothing new
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
     * @throws Failure if the gateway refuses, or cannot be reached for too long
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

    /** Returns a sentence about a replay that the command no longer watches. */
    static String comeBack(VersionAddress version) {
        return "The replay continues. %s shows it again, %s ends it."
                .formatted(version.followCommand(), version.command("cancel"));
    }
}
