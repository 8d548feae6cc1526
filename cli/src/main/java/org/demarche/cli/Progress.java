package org.demarche.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error for a person; nothing for a script. */
public record Progress(@Nullable ProgressBar bar) implements AutoCloseable {

    private static final long MEBIBYTE = 1 << 20;

    /**
     * @param bytes how much there is to do, -1 where nobody knows
     */
    public static Progress of(String task, long bytes, boolean quiet) {
        if (quiet || nobodyLooks()) return new Progress(null);
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(bytes)
                        .setUnit(" MiB", MEBIBYTE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .build());
    }

    /** Shows a task of other processes, whose state {@link #at} reports. */
    public static Progress watching(String task, boolean quiet) {
        if (quiet || nobodyLooks()) return new Progress(null);
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(-1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .hideEta()
                        .clearDisplayOnFinish()
                        .build());
    }

    private static boolean nobodyLooks() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty();
    }

    public boolean isShown() {
        return bar != null;
    }

    /**
     * @param total may grow; 0 where nobody knows yet
     * @param beside what else there is to say
     */
    public void at(long done, long total, String beside) {
        if (bar == null) return;
        bar.maxHint(total == 0 ? -1 : total).stepTo(done).setExtraMessage(" " + beside);
    }

    public void advance(long bytes) {
        if (bar != null) bar.stepBy(bytes);
    }

    /** Prints above the bar, which then draws itself again. */
    public void say(PrintWriter err, String line) {
        if (bar != null) {
            // not by the terminal's writer, which lets no control character through
            System.err.print("\r\u001b[K");
            System.err.flush();
        }
        err.println(line);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
