package org.demarche.bench.result;

import java.util.List;

/**
 * Lines over one axis, which are drawn.
 *
 * @param x the axis of the points
 * @param y the name of the values, with their unit
 */
public record Plot(String title, Over x, String y, List<Line> lines) {

    public Plot {
        lines = List.copyOf(lines);
    }

    /** The axis from left to right. Each axis is drawn in its own way. */
    public enum Over {
        SECONDS,
        PERCENTILE,
        REPORTS
    }

    /**
     * @param points the points, each with two numbers: its place on the axis and its value
     */
    public record Line(String name, List<double[]> points) {

        public Line {
            points = List.copyOf(points);
        }
    }
}
