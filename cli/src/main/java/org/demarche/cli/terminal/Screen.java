package org.demarche.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The terminal behind a standard stream, if there is one. Output to a terminal is read by a person.
 */
enum Screen {
    /** The terminal behind standard output. */
    ANSWERS("stty size <&1 >&2 2>/dev/null"),

    /** The terminal behind standard error. */
    MESSAGES("stty size <&2 2>/dev/null");

    /** The width of files and pipes, whose lines may have any length. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** The least width; a smaller number is not the width of a terminal. */
    private static final int LEAST = 20;

    /** The width of a terminal that does not know its width. */
    private static final int USUAL = 80;

    private final String question;

    Screen(String question) {
        this.question = question;
    }

    /**
     * Returns the width that {@code $COLUMNS} has, or else that of the terminal; unlimited for a
     * file or a pipe.
     */
    int width() {
        return given(System.getenv("COLUMNS")).orElseGet(() -> columns().orElse(UNLIMITED));
    }

    /** Parses a width; empty if the text is not the width of a terminal. */
    static OptionalInt given(@Nullable String columns) {
        return columns != null && columns.strip().matches("[0-9]{2,4}")
                ? atLeast(Integer.parseInt(columns.strip()))
                : OptionalInt.empty();
    }

    /** Returns the width of the terminal; empty if there is none. */
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

    /** Returns the stream of the answer, which is the one that is not connected to the terminal. */
    private InputStream answer(Process process) {
        return this == ANSWERS ? process.getErrorStream() : process.getInputStream();
    }

    private static OptionalInt atLeast(int columns) {
        return columns < LEAST ? OptionalInt.empty() : OptionalInt.of(columns);
    }
}
