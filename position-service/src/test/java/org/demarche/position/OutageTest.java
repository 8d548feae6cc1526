package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.model.ReportEvent.Filed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away while there is something to commit, and comes back with all that it had. */
class OutageTest {

    private static final int REPORTS = 200;

    @TempDir private Path data;

    @Test
    void a_broker_that_goes_away_with_transactions_open_leaves_the_view_whole() {
        var first = EmbeddedBroker.start(data, 0);
        var address = first.bootstrapServers();
        var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (var stack = new Stack(3, address)) {
            try (var workers = stack.workers(1)) {
                Stack.await(workers::isReady);
                stack.append(reports(0, REPORTS));
                // folded, and at most just committed
                Stack.await(
                        () -> stack.meters.get("demarche.folded").counter().count() > REPORTS / 2);
                first.close();

                try (var second = EmbeddedBroker.start(data, port)) {
                    assertThat(second.bootstrapServers()).isEqualTo(address);
                    stack.append(reports(REPORTS, 2 * REPORTS));
                    stack.awaitFolded();
                    assertThat(workers.failure()).isEmpty();
                    assertThat(stack.documents()).isEqualTo(Reference.documents(stack.events()));
                    workers.close();
                }
            }
        }
    }

    private static List<Filed> reports(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        n ->
                                filed(
                                        "land-" + n % 7,
                                        "r" + n,
                                        FAVOR,
                                        "2024-03-%02d".formatted(1 + n % 28)))
                .toList();
    }
}
