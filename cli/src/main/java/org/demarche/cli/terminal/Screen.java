package org.demarche.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The terminal behind a standard stream, if there is one. A person looks at a terminal. */
enum Screen {
    /** Behind standard output. */
    ANSWERS("stty size <&1 >&2 2>/dev/null"),

    /** Behind standard error. */
    MESSAGES("stty size <&2 2>/dev/null");

    /** For files and pipes, whose lines are as long as they are. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** A smaller number is no width of a terminal. */
    private static final int LEAST = 20;

    /** For a terminal that does not know its width. */
    private static final int USUAL = 80;

    private final String question;

    Screen(String question) {
        this.question = question;
    }

    /** As {@code $COLUMNS} says, or else the terminal; unlimited for a file or a pipe. */
    int width() {
        return given(System.getenv("COLUMNS")).orElseGet(() -> columns().orElse(UNLIMITED));
    }

    /** Empty unless the text is the width of a terminal. */
    static OptionalInt given(@Nullable String columns) {
        return columns != null && columns.strip().matches("[0-9]{2,4}")
                ? atLeast(Integer.parseInt(columns.strip()))
                : OptionalInt.empty();
    }

    /** The width of the terminal; empty if there is none. */
    OptionalInt columns() {
        try {
            var process = ask();
            var answer = new String(answer(process).readAllBytes(), US_ASCII).strip();
            if (process.waitFor() != 0 || !answer.contains(" ")) return OptionalInt.empty();
            var columns = given(answer.substring(answer.indexOf(' ') + 1));
            return columns.isPresent() ? columns : OptionalInt.of(USUAL);
        } catch (IOException e) {
            return OptionalInt.empty(); // a system without a shell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private Process ask() throws IOException {
        var shell = new ProcessBuilder("/bin/sh", "-c", question);
        return this == ANSWERS
                ? shell.redirectOutput(Redirect.INHERIT).start()
                : shell.redirectError(Redirect.INHERIT).start();
    }

    /** The answer comes by the stream that is not the terminal itself. */
    private InputStream answer(Process process) {
        return this == ANSWERS ? process.getErrorStream() : process.getInputStream();
    }

    private static OptionalInt atLeast(int columns) {
        return columns < LEAST ? OptionalInt.empty() : OptionalInt.of(columns);
    }
}
