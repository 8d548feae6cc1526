package org.demarche.gateway.page.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.StanceSign;
import org.demarche.gateway.page.read.ComparePage.Cell;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;

/**
 * Actors with the same stance on an issue.
 *
 * @param everybody whether all compared actors have the stance
 * @param since the day on which the last of them took the stance
 */
public record Agreement(List<Link> actors, StanceSign stance, DayWords since, boolean everybody) {

    /**
     * Finds the groups of actors with the same stance, the largest first. An actor that takes no
     * side is in no group.
     */
    static List<Agreement> among(List<Cell> cells) {
        var groups = new LinkedHashMap<StanceSign, List<Cell>>();
        for (var cell : cells) {
            var line = cell.line();
            if (line != null && line.stance().isSide()) {
                groups.computeIfAbsent(line.stance(), _ -> new ArrayList<>()).add(cell);
            }
        }
        return groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> of(group.getKey(), group.getValue(), cells.size()))
                .sorted(Comparator.comparingInt(one -> -one.actors().size()))
                .toList();
    }

    private static Agreement of(StanceSign stance, List<Cell> group, int all) {
        var last =
                group.stream()
                        .map(Cell::line)
                        .filter(Objects::nonNull)
                        .map(PositionLine::since)
                        .max(Comparator.comparing(Agreement::day))
                        .orElseThrow();
        return new Agreement(
                group.stream().map(Cell::actor).toList(), stance, last, group.size() == all);
    }

    private static LocalDate day(DayWords since) {
        return Optional.of(since.edtf())
                .filter(edtf -> !edtf.isEmpty())
                .map(edtf -> Edtf.parse(edtf).latest())
                .orElse(LocalDate.MIN);
    }

    /** Whether one actor is in favor and another against. */
    static boolean areOpposed(List<Cell> cells) {
        var styles =
                cells.stream()
                        .map(Cell::line)
                        .filter(Objects::nonNull)
                        .map(line -> line.stance().style())
                        .toList();
        return styles.contains("favor") && styles.contains("against");
    }
}
