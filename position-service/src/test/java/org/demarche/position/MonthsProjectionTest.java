package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.corrected;
import static org.demarche.position.Events.filed;
import static org.demarche.position.Events.retracted;

import java.util.List;
import java.util.Map;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.demarche.position.projection.Fold;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthsProjectionTest {

    private static final List<ReportEvent> LOG =
            List.of(
                    filed("norland", "r1", FAVOR, "2024-03-01"),
                    filed("norland", "r2", FAVOR, "2024-03-20"),
                    filed("norland", "r1", FAVOR, "2024-03-01"),
                    filed("norland", "r3", FAVOR, "2024-03-30"),
                    corrected("norland", "r2", AGAINST, "2024-04-02"),
                    retracted("norland", "r3"),
                    filed("norland", "r3", FAVOR, "2024-03-30"),
                    filed("sudland", "r1", FAVOR, "2024-05-01"),
                    retracted("sudland", "r1"),
                    retracted("sudland", "r2"));

    private final PartitionLog log = new PartitionLog(LOG, _ -> 1_700_000_000_000L);
    private final View view = new View();
    private Fold fold = new MonthsProjection().open(1);

    /** The last one never stops before the end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void what_stands_is_counted_wherever_the_fold_is_stopped(int eventsBetweenStops) {
        for (var n = 0; n < log.size(); n++) {
            if (n % eventsBetweenStops == 0) {
                fold.publish(view);
                fold = log.restored(new MonthsProjection().open(1), n);
            }
            var _ = log.fold(n, fold);
        }
        fold.publish(view);

        assertThat(view.documents())
                .isEqualTo(
                        Map.of(
                                "m/norland/2024-03", "{\"reports\":1}",
                                "m/norland/2024-04", "{\"reports\":1}"));
        assertThat(log.fold(0, fold)).isEqualTo(new Outcome.Repeated());
        assertThat(log.fold(log.size() - 1, fold)).isEqualTo(new Outcome.Refused("no-such-report"));
    }
}
