package org.demarche.gateway.page.read;

import java.util.List;

/**
 * A small drawing of the stances that one actor held on one issue.
 *
 * @param summary a text for readers who do not see the drawing
 * @param years the places at which the years begin
 */
public record Lane(String summary, List<Timeline.Bar> bars, List<Integer> years) {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 20;
}
