package org.demarche.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The streams of a command: answers go to {@code out}, faults and progress to {@code err}. Control
 * characters in texts of other people are written as text.
 *
 * @param width the width of the screen behind {@code out}, in characters
 * @param watched whether there is a screen behind {@code out}, whatever its width
 */
public record Terminal(
        PrintWriter out, PrintWriter err, IntSupplier width, BooleanSupplier watched) {

    /** Makes the streams for a file or a pipe, whose lines may have any length. */
    public Terminal(PrintWriter out, PrintWriter err) {
        this(out, err, () -> Screen.UNLIMITED, () -> false);
    }

    /**
     * Returns the standard streams, always in UTF-8, because names and summaries go into files and
     * pipes unchanged.
     */
    public static Terminal standard() {
        var messages = once(Screen.MESSAGES);
        var answers = once(Screen.ANSWERS);
        var err = writer(new FileOutputStream(FileDescriptor.err), messages);
        return new Terminal(
                writer(new Answers(err), answers),
                err,
                answers,
                () -> Screen.ANSWERS.columns().isPresent());
    }

    private static PrintWriter writer(OutputStream stream, IntSupplier columns) {
        var text = new BufferedWriter(new OutputStreamWriter(stream, UTF_8));
        var lines = new WrappingWriter(text, columns);
        return new PrintWriter(new EscapingWriter(lines), true);
    }

    /**
     * Returns a function that asks the screen for its width only once, when a line is long enough
     * to need it.
     */
    private static IntSupplier once(Screen screen) {
        var asked = new AtomicInteger();
        return () -> asked.updateAndGet(known -> known == 0 ? screen.width() : known);
    }

    public int columns() {
        return width.getAsInt();
    }

    /**
     * Returns the number of characters that are shown of a line. A program that reads a file or a
     * pipe needs the whole line, even if {@code $COLUMNS} is set.
     */
    public int cut() {
        return watched.getAsBoolean() ? columns() : Screen.UNLIMITED;
    }

    /** Whether all output was written. */
    public boolean isWritten() {
        return !out.checkError();
    }

    /** Explains once why output cannot be written; a {@link PrintWriter} only has a flag. */
    private static final class Answers extends FileOutputStream {

        private final PrintWriter err;
        private boolean told;

        Answers(PrintWriter err) {
            super(FileDescriptor.out);
            this.err = err;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                super.write(bytes, from, length);
            } catch (IOException e) {
                tell(String.valueOf(e.getMessage()));
                throw e;
            }
        }

        private void tell(String why) {
            // A broken pipe is no fault: a reader such as `head` has read enough.
            if (!told && !why.contains("Broken pipe")) {
                err.printf("The answer cannot be written: %s.%n", why);
            }
            told = true;
        }
    }
}
