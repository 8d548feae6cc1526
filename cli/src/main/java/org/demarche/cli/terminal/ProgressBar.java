package org.demarche.cli.terminal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error. It is shown on a terminal only, not in a file, a pipe or a script. The
 * thread that does the work draws it, so it never comes between other lines.
 */
public final class ProgressBar implements AutoCloseable {

    private static final long MOST_KIBIBYTES = 10_000;
    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();
    private static final int CELLS = 20;
    private static final String CLEARED = "\r\u001b[K";

    private final String task;
    private final boolean bytes;
    private final @Nullable PrintStream screen;
    private final int columns;
    private long done;
    private long total;
    private String beside = "";
    private long drawn;
    private boolean ended;

    /**
     * @param bytes whether the amounts are bytes; if not, they are counts
     * @param screen the terminal; null if there is none
     */
    ProgressBar(String task, boolean bytes, long total, @Nullable PrintStream screen, int columns) {
        this.task = task;
        this.bytes = bytes;
        this.total = total;
        this.screen = screen;
        this.columns = columns;
        if (bytes) draw();
    }

    /**
     * @param bytes the amount of work in bytes; -1 if it is unknown
     */
    public static ProgressBar of(String task, long bytes, boolean quiet) {
        return onScreen(task, true, bytes, quiet);
    }

    /** Shows a task of other processes. {@link #at} sets its progress. */
    public static ProgressBar watching(String task, boolean quiet) {
        return onScreen(task, false, -1, quiet);
    }

    private static ProgressBar onScreen(String task, boolean bytes, long total, boolean quiet) {
        var columns = quiet ? 0 : Screen.MESSAGES.columns().orElse(0);
        return new ProgressBar(task, bytes, total, columns == 0 ? null : System.err, columns);
    }

    public boolean isShown() {
        return screen != null;
    }

    /**
     * @param ofAll the total, which may grow; 0 if it is not known yet
     * @param also a text to show beside the bar
     */
    public void at(long amount, long ofAll, String also) {
        done = amount;
        total = ofAll;
        beside = also;
        draw();
    }

    public void advance(long amount) {
        done += amount;
        var isComplete = total > 0 && done >= total;
        if (isComplete || System.nanoTime() - drawn >= BETWEEN_NANOS) draw();
    }

    /** Prints a line in place of the bar, and draws the bar below it. */
    public void say(PrintWriter err, String line) {
        clear();
        err.println(line);
        err.flush();
        draw();
    }

    /** Prints the last line in place of the bar, which is not drawn again. */
    public void end(PrintWriter err, String line) {
        clear();
        err.println(line);
        err.flush();
        ended = true;
    }

    private void draw() {
        if (screen == null || ended) return;
        drawn = System.nanoTime();
        // names of files and errors are written by other people, and must not control the terminal
        var text = fitting().replaceAll("\\p{C}", "?");
        screen.print(CLEARED + text.substring(0, Math.min(text.length(), columns - 1)));
        screen.flush();
    }

    /** Returns the text of the bar; on a narrow terminal only its numbers. */
    private String fitting() {
        var whole = text(CELLS);
        return whole.length() < columns ? whole : text(0);
    }

    private String text(int cells) {
        var also = beside.isEmpty() ? "" : "  " + beside;
        if (total <= 0) return "%s  %s%s".formatted(task, amount(done, done), also);
        var share = Math.min(1, (double) done / total);
        var filled = (int) (share * cells);
        return "%s %3d %%%s %s of %s%s"
                .formatted(
                        task,
                        (int) (share * 100),
                        cells == 0
                                ? ""
                                : " [" + "=".repeat(filled) + " ".repeat(cells - filled) + "]",
                        amount(done, total),
                        amount(total, total) + unit(),
                        also);
    }

    private String amount(long amount, long whole) {
        if (!bytes) return String.format(Locale.ROOT, "%,d", amount);
        var kibibytes = whole / 1024 < MOST_KIBIBYTES;
        return kibibytes
                ? String.format(Locale.ROOT, "%,d KiB", (amount + 1023) / 1024)
                : String.format(Locale.ROOT, "%,.1f MiB", amount / 1048576.0);
    }

    private String unit() {
        return bytes ? "" : " events";
    }

    private void clear() {
        if (screen == null) return;
        screen.print(CLEARED);
        screen.flush();
    }

    @Override
    public void close() {
        clear();
    }
}
