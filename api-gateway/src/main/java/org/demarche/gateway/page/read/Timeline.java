package org.demarche.gateway.page.read;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.explain.WeighedStatement.Reason;

/**
 * A drawing of how a position came about. It has the runs as bars, the actor's own statements below
 * them, and the statements of others in a lane of their own. An unknown day is drawn as the range
 * of all possible days.
 *
 * @param summary a text for readers who do not see the drawing
 */
public record Timeline(
        String summary, List<Tick> ticks, List<Bar> runs, List<Dot> own, List<Dot> others) {

    public static final int WIDTH = 960;

    private static final int MARGIN = 12;

    /** Dots that are closer to each other than this are drawn in different rows. */
    private static final int CLOSE = 15;

    private static final int ROWS = 3;
    private static final int ROW_HEIGHT = 17;

    private static final int OWN_LANE = 90;

    /** The reasons of statements that are not part of an answer. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    Reason.RETRACTED.label(),
                    Reason.LATER_THAN_AS_OF.label(),
                    Reason.SET_ASIDE.label());

    /** The distance from the last row of a lane to the first row of the next lane. */
    private static final int BETWEEN_LANES = 64;

    private static final int BELOW = 44;

    public int ownLane() {
        return OWN_LANE;
    }

    public int othersLane() {
        return OWN_LANE + depth(own) + BETWEEN_LANES;
    }

    public int height() {
        return (others.isEmpty() ? OWN_LANE + depth(own) : othersLane() + depth(others)) + BELOW;
    }

    private static int depth(List<Dot> dots) {
        return dots.stream().mapToInt(Dot::y).max().orElse(0);
    }

    public record Tick(int x, String label) {}

    /**
     * @param certain whether the actor certainly held the position on all these days
     */
    public record Bar(int x, int width, StanceSign stance, boolean certain, String title) {}

    /**
     * A statement.
     *
     * @param from the place of the first day on which it may have been made; {@code to} is the
     *     place of the last one
     */
    public record Dot(
            int x, int y, int from, int to, StanceSign stance, boolean certain, String title) {}

    /**
     * @param runs the runs of the history, the oldest first
     * @param statements the statements, the newest first; those that the answer leaves out are not
     *     drawn
     */
    static Optional<Timeline> of(
            String title, List<JsonNode> runs, List<StatementLine> statements) {
        var drawn =
                statements.stream()
                        .filter(one -> !one.saidOn().edtf().isEmpty())
                        .filter(one -> !LEFT_OUT.contains(one.reason()))
                        .toList();
        var days =
                Stream.concat(
                                drawn.stream().map(one -> days(one.saidOn().edtf())),
                                runs.stream()
                                        .flatMap(run -> Stream.of("since", "until").map(run::path))
                                        .map(day -> days(day.asText())))
                        .flatMap(one -> Stream.of(earliest(one), latest(one)))
                        .sorted()
                        .toList();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var scale = new TimeScale(days.getFirst(), days.getLast(), MARGIN, WIDTH - 2 * MARGIN);
        return Optional.of(
                new Timeline(
                        "%s: %s and %s"
                                .formatted(
                                        title,
                                        Numbers.of(runs.size(), "position"),
                                        Numbers.of(drawn.size(), "statement")),
                        scale.ticks(),
                        bars(runs, scale),
                        dots(drawn.stream().filter(StatementLine::own).toList(), scale),
                        dots(drawn.stream().filter(one -> !one.own()).toList(), scale)));
    }

    private static List<Bar> bars(List<JsonNode> runs, TimeScale scale) {
        var bars = new ArrayList<Bar>();
        for (var run : runs) {
            var since = days(run.path("since").asText());
            var until = days(run.path("until").asText());
            var stance = StanceSign.of(run.path("stance").textValue());
            var title =
                    "%s, %s to %s"
                            .formatted(
                                    stance.word(),
                                    DayWords.of(since.text()).text(),
                                    DayWords.of(until.text()).text());
            var begin = scale.at(latest(since));
            var end =
                    until.earliest() == null ? begin : Math.max(begin, scale.at(until.earliest()));
            possible(bars, start(since, scale), begin, stance, title);
            bars.add(new Bar(begin - 2, Math.max(4, end - begin + 4), stance, true, title));
            possible(bars, end, scale.at(latest(until)), stance, title);
        }
        return bars;
    }

    private static void possible(
            List<Bar> bars, int from, int to, StanceSign stance, String title) {
        if (to > from) {
            bars.add(new Bar(from, to - from, stance, false, title));
        }
    }

    private static List<Dot> dots(List<StatementLine> statements, TimeScale scale) {
        var dots = new ArrayList<Dot>();
        var free = new int[ROWS];
        for (var one : statements.reversed()) {
            var days = days(one.saidOn().edtf());
            var from = start(days, scale);
            var to = scale.at(latest(days));
            var x = days.earliest() == null ? to : (from + to) / 2;
            var row = 0;
            while (row < ROWS - 1 && free[row] > x - CLOSE) {
                row++;
            }
            free[row] = x;
            var title =
                    "%s, said %s: %s"
                            .formatted(one.stance().word(), one.saidOn().phrase(), one.excerpt());
            dots.add(
                    new Dot(
                            x,
                            row * ROW_HEIGHT,
                            from,
                            to,
                            one.stance(),
                            one.saidOn().certain(),
                            title));
        }
        return dots;
    }

    private static Edtf days(String edtf) {
        return Edtf.parse(edtf);
    }

    /**
     * Returns the place of the first possible day. An open start begins at the left end of the
     * drawing.
     */
    private static int start(Edtf days, TimeScale scale) {
        return days.earliest() == null ? scale.start() : scale.at(days.earliest());
    }

    private static LocalDate earliest(Edtf days) {
        return days.earliest() != null ? days.earliest() : latest(days);
    }

    private static LocalDate latest(Edtf days) {
        return requireNonNullElse(
                days.latest(), requireNonNullElse(days.earliest(), LocalDate.EPOCH));
    }
}
