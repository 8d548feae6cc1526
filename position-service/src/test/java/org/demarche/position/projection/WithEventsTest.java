package org.demarche.position.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.ascribed;
import static org.demarche.position.Events.corrected;
import static org.demarche.position.Events.filed;
import static org.demarche.position.Events.retracted;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Rule;
import org.demarche.position.PartitionLog;
import org.demarche.position.View;
import org.demarche.position.View.Put;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view of revision 2 stays one from which an older release restores. */
class WithEventsTest {

    private static final List<ReportEvent> LOG =
            List.of(
                    filed("norland", "r1", CONDITIONAL, "2024-03-01"),
                    filed("norland", "r2", AGAINST, "2024-03-02"),
                    filed("norland", "r1", CONDITIONAL, "2024-03-01"),
                    corrected("norland", "r1", FAVOR, "2024-03-05"),
                    retracted("norland", "r2"),
                    corrected("norland", "r2", FAVOR, "2024-03-02"),
                    filed("norland", "r1", AGAINST, "2024-03-09"),
                    ascribed("norland", "sudland", "r3", AGAINST, "2024-03-01"),
                    retracted("norland", "r9"),
                    corrected("norland", "r1", FAVOR, "2024-03-05"),
                    filed("sudland", "r1", FAVOR, "2024-04-01"),
                    corrected("norland", "r1", AGAINST, "2024-03-05"),
                    filed("norland", "r4", CONDITIONAL, "2024-03-04"),
                    retracted("norland", "r4"),
                    retracted("norland", "r4"));

    /** The last one never restarts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void its_documents_are_those_that_the_older_release_put(int eventsBetweenRestarts)
            throws Exception {
        var seconds = 1_700_000_000L;
        var log = new PartitionLog(LOG, event -> 1000 * (seconds + LOG.indexOf(event)));
        var view = new View();
        var fold = log.restored(new WithEvents(new Positions(log::read, Rule.LATEST_OWN_1)), 0);
        for (var n = 0; n < log.size(); n++) {
            if (n % eventsBetweenRestarts == 0) {
                fold.publish(view);
                fold = log.restored(new WithEvents(new Positions(log::read, Rule.LATEST_OWN_1)), n);
            }
            var _ = log.fold(n, fold);
        }
        fold.publish(view);

        assertThat(lines(view)).containsExactlyElementsOf(golden());
    }

    /** The digests of these reports are made of what Java prints of them, which is no format. */
    private static String withoutDigest(String line) {
        return line.replaceFirst("\"digest\":\"[0-9a-f]{64}\"", "\"digest\":\"\"");
    }

    /** Events in the order in which they are restored, and of all else what stands. */
    private static List<String> lines(View view) {
        var last = new TreeMap<String, Put>();
        view.puts.stream()
                .filter(put -> !ViewKey.isEvent(put.key()))
                .forEach(put -> last.put(put.key(), put));
        return Stream.concat(
                        view.puts.stream().filter(put -> ViewKey.isEvent(put.key())),
                        last.values().stream().filter(put -> put.value() != null))
                .map(WithEventsTest::line)
                .map(WithEventsTest::withoutDigest)
                .toList();
    }

    private static String line(Put put) {
        return Stream.of(put.key(), put.headers(), put.value())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static List<String> golden() throws IOException {
        try (var file = WithEventsTest.class.getResourceAsStream("/view-of-revision-2.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .map(WithEventsTest::withoutDigest)
                    .toList();
        }
    }
}
