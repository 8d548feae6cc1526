package org.demarche.gateway.page.read;

import java.util.List;

/**
 * A small drawing of the stances that one actor held on one issue.
 *
 * @param summary for those who do not see it
 * @param years where they begin
 */
public record Lane(String summary, List<Timeline.Bar> bars, List<Integer> years) {

    public static final int WIDTH = 240;
    public static final int HEIGHT = 20;
}
