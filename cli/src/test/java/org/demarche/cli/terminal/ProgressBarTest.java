package org.demarche.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final int WIDE = 200;

    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(drawn, true, UTF_8);

    @Test
    void a_small_file_is_told_in_small_units() {
        try (var progress = new ProgressBar("a.ndjson", true, 40_000, screen, WIDE)) {
            progress.at(10_000, 40_000, "");
        }

        assertThat(bars())
                .containsExactly(
                        "a.ndjson   0 % [                    ] 0 KiB of 40 KiB",
                        "a.ndjson  25 % [=====               ] 10 KiB of 40 KiB", "");
    }

    @Test
    void a_large_file_is_told_in_large_units_and_events_by_their_number() {
        new ProgressBar("b.ndjson", true, 300L << 20, screen, WIDE).at(45L << 20, 300L << 20, "");
        new ProgressBar("positions/2", false, -1, screen, WIDE).at(1_500, 2_000, "paused");

        assertThat(bars())
                .contains(
                        "b.ndjson  15 % [===                 ] 45.0 MiB of 300.0 MiB",
                        "positions/2  75 % [===============     ] 1,500 of 2,000 events  paused");
    }

    @Test
    void a_line_takes_the_place_of_the_bar_which_comes_back_below() {
        var progress = new ProgressBar("a.ndjson", true, 2_048, screen, WIDE);
        var err = new PrintWriter(screen, true, UTF_8);

        progress.say(err, "a.ndjson:3: no actor is called 'Norlend'");

        assertThat(drawn.toString(UTF_8))
                .endsWith(
                        "\r\u001b[Ka.ndjson:3: no actor is called 'Norlend'\n\r\u001b[Ka.ndjson   0 % [                    ] 0 KiB of 2 KiB");
    }

    @Test
    void a_bar_is_never_wider_than_the_terminal_and_commands_it_nothing() {
        new ProgressBar("\u001b]0;a\u0007" + "x".repeat(90), true, 2_048, screen, 40);

        assertThat(bars()).containsExactly("?]0;a?" + "x".repeat(33));
    }

    @Test
    void a_narrow_terminal_gets_the_numbers_without_the_bar() {
        new ProgressBar("positions/2", false, -1, screen, 60)
                .at(1_500, 2_000, "ready, all is folded");

        assertThat(bars())
                .containsExactly(
                        "positions/2  75 % 1,500 of 2,000 events  ready, all is folded"
                                .substring(0, 59));
    }

    @Test
    void a_stream_of_unknown_length_is_drawn_now_and_then_and_not_at_each_piece() {
        var progress = new ProgressBar("a.csv", true, -1, screen, WIDE);

        for (var piece = 0; piece < 10_000; piece++) progress.advance(1_024);

        assertThat(bars()).hasSizeLessThan(1_000);
    }

    @Test
    void nothing_is_drawn_where_nobody_looks() {
        var progress = new ProgressBar("a.ndjson", true, 2_048, null, WIDE);

        progress.advance(1_024);

        assertThat(progress.isShown()).isFalse();
        assertThat(drawn.size()).isZero();
    }

    private List<String> bars() {
        return List.of(drawn.toString(UTF_8).substring(1).split("\r", -1)).stream()
                .map(bar -> bar.replace("\u001b[K", ""))
                .toList();
    }
}
