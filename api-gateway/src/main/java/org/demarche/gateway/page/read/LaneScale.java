package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;
import org.demarche.model.edtf.Edtf;

/**
 * Draws the histories of several actors on one scale. A stance is drawn until the next stance has
 * certainly begun. The days on which a stance may have begun are pale.
 */
final class LaneScale {

    private static final int LEAST_WIDTH = 4;

    private final TimeScale scale;
    private final LocalDate first;
    private final LocalDate last;

    private LaneScale(LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
        scale = new TimeScale(first, last, 0, Lane.WIDTH);
    }

    /**
     * @param histories the runs by actor, for each issue
     * @param last the day up to which the last stance of each actor is drawn
     */
    static Optional<LaneScale> of(
            Collection<Map<String, List<JsonNode>>> histories, LocalDate last) {
        return histories.stream()
                .flatMap(history -> history.values().stream())
                .flatMap(List::stream)
                .map(run -> Edtf.parse(run.path("since").asText()))
                .map(LaneScale::earliest)
                .min(LocalDate::compareTo)
                .map(first -> new LaneScale(first, last.isAfter(first) ? last : first.plusDays(1)));
    }

    private static LocalDate earliest(Edtf days) {
        return Optional.ofNullable(days.earliest()).orElse(latest(days));
    }

    private static LocalDate latest(Edtf days) {
        return Optional.ofNullable(days.latest())
                .or(() -> Optional.ofNullable(days.earliest()))
                .orElse(LocalDate.EPOCH);
    }

    String span() {
        return "from %s to %s"
                .formatted(
                        DayWords.of(first.toString()).text(), DayWords.of(last.toString()).text());
    }

    Lane lane(Link position, List<JsonNode> runs) {
        var bars = new ArrayList<Timeline.Bar>();
        for (var at = 0; at < runs.size(); at++) {
            var run = runs.get(at);
            var since = Edtf.parse(run.path("since").asText());
            var end =
                    at + 1 < runs.size()
                            ? latest(Edtf.parse(runs.get(at + 1).path("since").asText()))
                            : last;
            var stance = StanceSign.of(run.path("stance").textValue());
            var title = "%s %s".formatted(stance.word(), DayWords.of(since.text()).since());
            var begin = scale.at(latest(since));
            var maybe = since.earliest() == null ? 0 : scale.at(since.earliest());
            if (begin > maybe) {
                bars.add(new Timeline.Bar(maybe, begin - maybe, stance, false, title));
            }
            bars.add(
                    new Timeline.Bar(
                            begin,
                            Math.max(LEAST_WIDTH, scale.at(end) - begin),
                            stance,
                            true,
                            title));
        }
        return new Lane(
                position.text()
                        + ": "
                        + bars.stream()
                                .filter(Timeline.Bar::certain)
                                .map(Timeline.Bar::title)
                                .collect(Collectors.joining(", then ")),
                bars,
                years());
    }

    private List<Integer> years() {
        return Stream.iterate(
                        first.withDayOfYear(1).plusYears(1),
                        year -> !year.isAfter(last),
                        year -> year.plusYears(1))
                .map(scale::at)
                .toList();
    }
}
