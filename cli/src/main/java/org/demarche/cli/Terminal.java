package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * Where a command writes: answers to {@code out}, what went wrong and what goes on to {@code err}.
 * Control characters of others come out as text.
 */
public record Terminal(PrintWriter out, PrintWriter err) {

    /** Always UTF-8, because names and summaries go into files and pipes unchanged. */
    static Terminal standard() {
        var err = writer(new FileOutputStream(FileDescriptor.err));
        return new Terminal(writer(new Answers(err)), err);
    }

    private static PrintWriter writer(OutputStream stream) {
        var text = new BufferedWriter(new OutputStreamWriter(stream, UTF_8));
        return new PrintWriter(new EscapingWriter(text), true);
    }

    /** Whether all output was written. */
    boolean isWritten() {
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
            // Who pipes into `head` has seen enough.
            if (!told && !why.contains("Broken pipe")) {
                err.printf("The answer cannot be written: %s.%n", why);
            }
            told = true;
        }
    }
}
