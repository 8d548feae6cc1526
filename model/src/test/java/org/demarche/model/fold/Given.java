package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;

/**
 * {@code given(history).when(event).then(position)}. After every event the running fold must stand
 * where a fold started anew stands, and, where reports are only filed, the history must give the
 * same the other way round.
 */
public final class Given {

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

    /** All of them, the oldest first; {@code ""} for none. */
    void thenShifts(String shifts) {
        var _ = folded();
        var history = dossier(events).history(PointInTime.NOW);
        assertThat(ShiftText.of(history.shifts(), events)).isEqualTo(shifts.strip());
    }

    private Position folded() {
        var running = dossier(List.of());
        for (var i = 0; i < events.size(); i++) {
            running.evolve(events.get(i));
            var anew = dossier(events.subList(0, i + 1));
            assertThat(running.position())
                    .as("after event %d, and anew", i + 1)
                    .isEqualTo(anew.position());
            assertThat(running.at(PointInTime.NOW).shifts())
                    .as("shifts after event %d, and anew", i + 1)
                    .isEqualTo(anew.at(PointInTime.NOW).shifts());
        }
        if (events.stream().allMatch(ReportEvent.Filed.class::isInstance)) {
            assertThat(dossier(events.reversed()).position())
                    .as("the other way round")
                    .isEqualTo(running.position());
        }
        return running.position();
    }

    private static Dossier dossier(List<ReportEvent> events) {
        return Dossier.of(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, events, PointInTime.NOW);
    }
}
