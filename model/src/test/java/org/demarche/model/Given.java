package org.demarche.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code given(history).when(event).then(position)}. After every event the running fold must stand
 * where a fold started anew stands, and, where reports are only filed, the history must give the
 * same the other way round.
 */
final class Given {

    private final List<ReportEvent> events = new ArrayList<>();

    static Given given(ReportBuilder... history) {
        var given = new Given();
        Arrays.stream(history).map(ReportBuilder::filed).forEach(given.events::add);
        return given;
    }

    Given when(ReportBuilder report) {
        return when(report.filed());
    }

    Given when(ReportEvent event) {
        events.add(event);
        return this;
    }

    void then(String position) {
        assertThat(PositionText.of(folded())).isEqualTo(position.strip());
    }

    private Position folded() {
        var running = new Dossier(ReportBuilder.SUBJECT, Scope.AS_FILED, new Interner());
        for (var i = 0; i < events.size(); i++) {
            running.evolve(events.get(i));
            assertThat(running.position())
                    .as("after event %d, and anew", i + 1)
                    .isEqualTo(anew(events.subList(0, i + 1)));
        }
        if (events.stream().allMatch(ReportEvent.Filed.class::isInstance)) {
            assertThat(anew(events.reversed()))
                    .as("the other way round")
                    .isEqualTo(running.position());
        }
        return running.position();
    }

    private static Position anew(List<ReportEvent> events) {
        return Position.of(ReportBuilder.HOLDER, ReportBuilder.ISSUE, events, PointInTime.NOW);
    }
}
