package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.demarche.cli.terminal.ProgressBar;

/**
 * Shows a running replay. A terminal gets a bar; a file or a pipe gets a line every few seconds and
 * at each new state.
 */
final class Display implements AutoCloseable {

    /** The number of documents between two lines. The gateway sends one document each second. */
    private static final int DOCUMENTS_A_LINE = 5;

    private final PrintWriter err;
    private final boolean quiet;
    private final ProgressBar progress;
    private String state = "";
    private int unsaid;

    Display(VersionAddress version, PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
        progress = ProgressBar.watching(version.toString(), quiet);
    }

    void show(JsonNode document) {
        if (quiet) return;
        if (progress.isShown()) {
            progress.at(
                    ProgressText.folded(document),
                    ProgressText.total(document),
                    ProgressText.beside(document));
            return;
        }
        var stateNow = document.path("state").asText();
        if (!stateNow.equals(state) || ++unsaid == DOCUMENTS_A_LINE) {
            err.println(ProgressText.line(document));
            err.flush();
            unsaid = 0;
        }
        state = stateNow;
    }

    void say(String line) {
        if (!quiet) progress.say(err, line);
    }

    @Override
    public void close() {
        progress.close();
    }
}
