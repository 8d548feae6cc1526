package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.corrected;
import static org.demarche.position.Events.filed;
import static org.demarche.position.Events.retracted;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;
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

    private final Map<String, String> view = new TreeMap<>();
    private Fold fold = open();

    /** The last one never stops before the end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void what_stands_is_counted_wherever_the_fold_is_stopped(int eventsBetweenStops) {
        for (var n = 0; n < LOG.size(); n++) {
            if (n % eventsBetweenStops == 0) {
                restart();
            }
            var _ = fold.fold(LOG.get(n), record("", ""), this::put);
        }
        fold.publish(this::put);

        assertThat(view)
                .isEqualTo(
                        Map.of(
                                "m/norland/2024-03", "{\"reports\":1}",
                                "m/norland/2024-04", "{\"reports\":1}",
                                "r/norland.river-treaty.r1", "{\"place\":\"m/norland/2024-03\"}",
                                "r/norland.river-treaty.r2", "{\"place\":\"m/norland/2024-04\"}",
                                "r/norland.river-treaty.r3", "{\"place\":\"\"}",
                                "r/sudland.river-treaty.r1", "{\"place\":\"\"}"));
        assertThat(fold.fold(LOG.getFirst(), record("", ""), this::put))
                .isEqualTo(new Outcome.Repeated());
        assertThat(fold.fold(LOG.getLast(), record("", ""), this::put))
                .isEqualTo(new Outcome.Refused("no-such-report"));
    }

    private void restart() {
        fold.publish(this::put);
        fold = open();
        view.forEach((key, value) -> fold.restore(record(key, value)));
    }

    private static Fold open() {
        return new MonthsProjection()
                .open(
                        offset -> {
                            throw new AssertionError("nobody asked for offset " + offset);
                        });
    }

    private void put(String key, byte @Nullable [] value, Header... headers) {
        if (value == null) {
            view.remove(key);
        } else {
            view.put(key, new String(value, UTF_8));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        return new ConsumerRecord<>("view", 0, 0, ViewKey.bytes(key), value.getBytes(UTF_8));
    }
}
