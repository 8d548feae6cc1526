package org.demarche.gateway.page.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.gateway.page.Excerpt;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.Numbers;
import org.demarche.gateway.page.read.NetworkPage.TieLine;

/**
 * A drawing of actors on a circle, with a line for each tie. Actors that agree most are next to
 * each other. The same ties always give the same drawing.
 *
 * @param summary a text for readers who do not see the drawing
 * @param left the number of actors that are not drawn, because their ties are weaker
 */
public record NetworkDrawing(String summary, List<Dot> dots, List<Line> lines, int left) {

    public static final int SIZE = 720;

    /** The circle leaves room for names around it. */
    private static final int RADIUS = 200;

    private static final int CENTER = SIZE / 2;

    /** The most actors that are drawn, because more names do not fit around the circle. */
    private static final int MOST = 40;

    private static final int LONGEST_NAME = 24;
    private static final int TO_NAME = 12;
    private static final int WIDEST = 7;

    /**
     * An actor.
     *
     * @param turn the rotation of the name, in degrees
     * @param anchor the end of the name at its place: {@code start} or {@code end}
     */
    public record Dot(
            String name,
            int x,
            int y,
            int textX,
            int textY,
            int turn,
            String anchor,
            String href) {}

    /**
     * A tie.
     *
     * @param style {@code opposed} if the actors are opposed on more issues than they agree on,
     *     otherwise {@code agree}
     */
    public record Line(String path, int width, String style, String title) {}

    private record Place(double angle) {

        int x(int radius) {
            return (int) Math.round(CENTER + radius * Math.cos(angle));
        }

        int y(int radius) {
            return (int) Math.round(CENTER + radius * Math.sin(angle));
        }

        boolean isLeft() {
            return Math.cos(angle) < 0;
        }
    }

    /**
     * @param ties the strongest first
     */
    static Optional<NetworkDrawing> of(List<TieLine> ties) {
        if (ties.isEmpty()) {
            return Optional.empty();
        }
        var strength = new LinkedHashMap<Link, Integer>();
        for (var tie : ties) {
            strength.merge(tie.actor(), strength(tie), Integer::sum);
            strength.merge(tie.other(), strength(tie), Integer::sum);
        }
        var drawn =
                strength.entrySet().stream()
                        .sorted(
                                Map.Entry.<Link, Integer>comparingByValue()
                                        .reversed()
                                        .thenComparing(one -> one.getKey().text()))
                        .map(Map.Entry::getKey)
                        .limit(MOST)
                        .toList();
        var places = places(around(drawn, ties));
        var dots = new ArrayList<Dot>();
        places.forEach((actor, place) -> dots.add(dot(actor, place)));
        var lines =
                ties.stream()
                        .filter(tie -> places.containsKey(tie.actor()))
                        .filter(tie -> places.containsKey(tie.other()))
                        .sorted(Comparator.comparingInt(NetworkDrawing::strength))
                        .map(tie -> line(tie, places, strength(ties.getFirst())))
                        .toList();
        return Optional.of(
                new NetworkDrawing(
                        "%s and %s; the table has the same data"
                                .formatted(
                                        Numbers.of(dots.size(), "actor"),
                                        Numbers.of(lines.size(), "tie")),
                        dots,
                        lines,
                        strength.size() - drawn.size()));
    }

    private static int strength(TieLine tie) {
        return tie.congruence() + tie.conflict();
    }

    /** Orders the actors. Each is followed by that remaining actor that agrees with it most. */
    private static List<Link> around(List<Link> drawn, List<TieLine> ties) {
        var balance = new HashMap<List<Link>, Integer>();
        for (var tie : ties) {
            balance.put(List.of(tie.actor(), tie.other()), tie.congruence() - tie.conflict());
            balance.put(List.of(tie.other(), tie.actor()), tie.congruence() - tie.conflict());
        }
        var left = new ArrayList<>(drawn);
        var around = new ArrayList<Link>();
        around.add(left.removeFirst());
        while (!left.isEmpty()) {
            var last = around.getLast();
            // the first of several equal actors, so that the order is always the same
            var next = left.getFirst();
            for (var one : left) {
                if (balance.getOrDefault(List.of(last, one), 0)
                        > balance.getOrDefault(List.of(last, next), 0)) {
                    next = one;
                }
            }
            left.remove(next);
            around.add(next);
        }
        return around;
    }

    private static Map<Link, Place> places(List<Link> around) {
        var places = new LinkedHashMap<Link, Place>();
        for (var at = 0; at < around.size(); at++) {
            places.put(around.get(at), new Place(2 * Math.PI * at / around.size() - Math.PI / 2));
        }
        return places;
    }

    private static Dot dot(Link actor, Place place) {
        var degrees = (int) Math.round(Math.toDegrees(place.angle()));
        return new Dot(
                Excerpt.of(actor.text(), LONGEST_NAME),
                place.x(RADIUS),
                place.y(RADIUS),
                place.x(RADIUS + TO_NAME),
                place.y(RADIUS + TO_NAME),
                place.isLeft() ? degrees + 180 : degrees,
                place.isLeft() ? "end" : "start",
                String.valueOf(actor.href()));
    }

    private static Line line(TieLine tie, Map<Link, Place> places, int strongest) {
        var from = places.getOrDefault(tie.actor(), new Place(0));
        var to = places.getOrDefault(tie.other(), new Place(0));
        var agree = tie.congruence() >= tie.conflict();
        return new Line(
                "M%d %dQ%d %d %d %d"
                        .formatted(
                                from.x(RADIUS),
                                from.y(RADIUS),
                                bent(from.x(RADIUS), to.x(RADIUS)),
                                bent(from.y(RADIUS), to.y(RADIUS)),
                                to.x(RADIUS),
                                to.y(RADIUS)),
                Math.max(1, Math.round((float) WIDEST * strength(tie) / strongest)),
                agree ? "agree" : "opposed",
                "%s and %s: agree %d, opposed %d"
                        .formatted(
                                tie.actor().text(),
                                tie.other().text(),
                                tie.congruence(),
                                tie.conflict()));
    }

    /**
     * Returns the place at which the line bends: halfway from the middle of both ends to the
     * center.
     */
    private static int bent(int one, int other) {
        return ((one + other) / 2 + CENTER) / 2;
    }
}
