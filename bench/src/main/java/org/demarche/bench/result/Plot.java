package org.demarche.bench.result;

import java.util.List;

/**
 * Lines over one axis, to be drawn.
 *
 * @param x what the points lie over
 * @param y with its unit
 */
public record Plot(String title, Over x, String y, List<Line> lines) {

    public Plot {
        lines = List.copyOf(lines);
    }

    /** The axis from left to right; each is drawn in its own way. */
    public enum Over {
        SECONDS,
        PERCENTILE,
        REPORTS
    }

    /**
     * @param points each of two numbers, its place on the axis and its value
     */
    public record Line(String name, List<double[]> points) {

        public Line {
            points = List.copyOf(points);
        }
    }
}
