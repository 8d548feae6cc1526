package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a broker of its own, which goes away and comes back. */
class BrokerAwayTest {

    @TempDir private Path data;

    @Test
    void nothing_is_claimed_to_be_written_while_kafka_is_away_and_all_goes_on_when_it_is_back() {
        var broker = EmbeddedBroker.start(data, 0);
        var servers = broker.bootstrapServers();
        var port = Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
        try (var ingest = RunningIngest.start("away", "kafka.bootstrap.servers", servers)) {
            Samples.register(ingest);
            assertThat(ingest.post(Samples.report("before")).status()).isEqualTo(201);

            broker.close();
            Await.until("the service notices", () -> status(ingest) == 503);
            var refused = ingest.post(Samples.report("refused"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(postMany(ingest)).extracting(Answer::status).containsOnly(503);
            assertThat(ingest.postAll("", Samples.report("refused")).status()).isEqualTo(503);
            assertThat(ingest.correct("before", Samples.CORRECTED).status()).isEqualTo(503);
            assertThat(ingest.retract("before", "Not said").status()).isEqualTo(503);
            assertThat(
                            ingest.put("/v1/actors/x", "{\"name\": \"X\", \"kind\": \"group\"}")
                                    .status())
                    .isEqualTo(503);
            assertThat(ingest.send("GET", "/health/liveness", "").status()).isEqualTo(200);

            broker = EmbeddedBroker.start(data, port);
            Await.until("the service notices", () -> status(ingest) == 200);
            Await.until(
                    "reports are taken again",
                    () -> ingest.post(Samples.report("after")).status() < 300);
            // what was refused was not written
            assertThat(ingest.events("before")).hasSize(1);
            assertThat(postMany(ingest)).extracting(Answer::status).containsOnly(201);
            var ids =
                    ingest.reports().stream()
                            .map(
                                    one ->
                                            new String(
                                                    one.headers().lastHeader("ce_id").value(),
                                                    UTF_8))
                            .toList();
            assertThat(ids).doesNotHaveDuplicates().hasSize(12);
        } finally {
            broker.close();
        }
    }

    private static List<Answer> postMany(RunningIngest ingest) {
        var posts =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        ingest.sendAsync(
                                                "POST",
                                                "/v1/reports",
                                                Samples.report("many-" + i),
                                                "Content-Type",
                                                "application/json"))
                        .toList();
        return posts.stream().map(CompletableFuture::join).toList();
    }

    private static int status(RunningIngest ingest) {
        return ingest.send("GET", "/health/readiness", "").status();
    }
}
