package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.amending.AmendmentIntake;
import org.demarche.ingest.filing.Receipt;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.request.Sender;
import org.demarche.ingest.restoring.RestoreIntake;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportWriter;
import org.demarche.log.registry.Actor;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write that Kafka has not acknowledged in time is answered with 504 and stays under way. What is
 * sent again waits for it.
 */
class WriteUnderWayTest {

    private static final Registering NONE = new Registering(false, null, false);

    @TempDir private static Path data;

    private static HeldWrites network;
    private static EmbeddedBroker broker;
    private static RunningIngest ingest;
    private static RunningIngest restored;

    @BeforeAll
    static void start() {
        network = new HeldWrites();
        var address = "127.0.0.1:" + network.port();
        broker =
                EmbeddedBroker.start(
                        data, 0, Map.of("advertised.listeners", "CLIENTS://" + address));
        network.leadTo(Integer.parseInt(broker.bootstrapServers().split(":")[1]));
        ingest = RunningIngest.start("underway", "kafka.bootstrap.servers", address);
        restored = RunningIngest.start("restored", "kafka.bootstrap.servers", address);
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        network.deliver();
        ingest.close();
        restored.close();
        broker.close();
        network.close();
    }

    @Test
    void what_was_answered_with_504_and_sent_again_is_in_the_log_once() {
        ingest.post(Samples.report("corrected"));
        ingest.post(Samples.report("retracted"));
        var line = exported("retracted");
        var entries = ingest.entries().size();

        network.hold();
        var firsts =
                answers(
                        List.of(
                                write("POST", "/v1/reports", Samples.report("filed")),
                                write(
                                        "POST",
                                        Samples.path("corrected", "corrections"),
                                        Samples.CORRECTED),
                                write(
                                        "POST",
                                        Samples.path("retracted", "retractions"),
                                        Samples.reason("Not said")),
                                write(
                                        "PUT",
                                        "/v1/actors/x",
                                        "{\"name\": \"X\", \"kind\": \"group\"}"),
                                restored.sendAsync(
                                        "POST",
                                        "/v1/restore",
                                        line,
                                        "Content-Type",
                                        "application/x-ndjson")));
        assertThat(firsts.subList(0, 4)).extracting(Answer::status).containsOnly(504);
        assertThat(firsts.getLast().body()).contains("\"status\":504");

        // these have their place when the calls return
        var again = again(line);
        var other = take(Samples.report("filed").replace("favor", "none"));
        assertThat(network.held()).isPositive();
        assertThat(again).noneMatch(CompletableFuture::isDone);
        var behind = ingest.post(Samples.report("behind"));
        var otherEntry =
                write("PUT", "/v1/actors/y", "{\"name\": \"Y\", \"kind\": \"group\"}").join();
        var otherName =
                write("POST", "/v1/reports?register=group", about("Zembla", "of-other")).join();
        var sameName = new CompletableFuture<Receipt>();
        var joining = Thread.ofPlatform().start(() -> registerLate(sameName));
        Await.until("it waits for the entry", () -> isWaiting(joining));
        var sameEntry = write("PUT", "/v1/actors/x", "{\"name\": \"X\", \"kind\": \"group\"}");
        assertThat(latePartitions()).isPositive();
        assertThat(sameName).isNotDone();
        network.deliver();

        Await.until("all are answered", () -> again.stream().allMatch(CompletableFuture::isDone));
        assertThat(ingest.events("filed")).hasSize(1);
        assertThat(ingest.events("corrected")).hasSize(2);
        assertThat(ingest.events("retracted")).hasSize(2);
        assertThat(ingest.events("behind")).isEmpty();
        assertThat(restored.events("retracted")).hasSize(1);
        assertThat(again).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(Refusal.problemOf(fault(other)).status()).isEqualTo(409);
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.header("Retry-After")).isEqualTo("1");
        assertThat(otherEntry.status()).isEqualTo(503);
        assertThat(sameEntry.join().status()).isEqualTo(200);
        assertThat(sameName.join().repeated()).isFalse();
        assertThat(sameName.join().registered()).isEmpty();
        assertThat(otherName.status()).isEqualTo(503);
        assertThat(otherName.header("Retry-After")).isEqualTo("1");
        assertThat(otherName.body()).contains("Another entry is still being written");
        Await.until("no partition is late", () -> latePartitions() == 0);
        var repeats =
                answers(
                        List.of(
                                write("POST", "/v1/reports", Samples.report("filed")),
                                write(
                                        "POST",
                                        Samples.path("corrected", "corrections"),
                                        Samples.CORRECTED),
                                write(
                                        "PUT",
                                        "/v1/actors/x",
                                        "{\"name\": \"X\", \"kind\": \"group\"}")));
        assertThat(repeats).extracting(Answer::status).containsOnly(200);
        assertThat(ingest.entries()).hasSize(entries + 1);
        assertThat(ingest.post(Samples.report("behind")).status()).isEqualTo(201);
    }

    /** Each of them twice, as two clients do. */
    private static List<CompletableFuture<?>> again(String line) {
        var id = "freedonia.river-treaty.";
        try (var _ = Sender.workForNobody()) {
            var amendments = ingest.bean(AmendmentIntake.class);
            var reason = Samples.reason("Not said").getBytes(UTF_8);
            return Stream.<CompletableFuture<?>>of(
                            take(Samples.report("filed")),
                            take(Samples.report("filed")),
                            amendments.correct(
                                    id + "corrected", Samples.CORRECTED.getBytes(UTF_8), NONE),
                            amendments.correct(
                                    id + "corrected", Samples.CORRECTED.getBytes(UTF_8), NONE),
                            amendments.retract(id + "retracted", reason),
                            amendments.retract(id + "retracted", reason),
                            CompletableFuture.supplyAsync(
                                            () ->
                                                    restored.bean(RestoreIntake.class)
                                                            .take(line.getBytes(UTF_8)),
                                            task -> Thread.startVirtualThread(task))
                                    .thenCompose(result -> result))
                    .toList();
        }
    }

    private static CompletableFuture<?> take(String report) {
        try (var _ = Sender.workForNobody()) {
            return ingest.bean(ReportIntake.class).take(report.getBytes(UTF_8), null, NONE);
        }
    }

    /** Files a report whose holder is the entry that is under way, as far as this service knows. */
    private static void registerLate(CompletableFuture<Receipt> outcome) {
        try (var _ = Sender.workForNobody()) {
            var names = new Registering(true, Actor.Kind.GROUP, false);
            ingest.bean(ReportIntake.class)
                    .take(about("X", "of-x").getBytes(UTF_8), null, names)
                    .whenComplete(
                            (receipt, fault) -> {
                                if (fault == null) {
                                    outcome.complete(receipt);
                                } else {
                                    outcome.completeExceptionally(fault);
                                }
                            });
        }
    }

    /** A report in a partition that is not late. */
    private static String about(String holder, String token) {
        return Samples.report(token).replace("\"freedonia\"", '"' + holder + '"');
    }

    private static boolean isWaiting(Thread thread) {
        return Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
    }

    private static double latePartitions() {
        return ingest.bean(MeterRegistry.class).get("demarche.partitions.late").gauge().value();
    }

    private static Throwable fault(CompletableFuture<?> refused) {
        return refused.handle((_, fault) -> fault).join();
    }

    private static CompletableFuture<Answer> write(String method, String path, String body) {
        return ingest.sendAsync(method, path, body, "Content-Type", "application/json");
    }

    private static List<Answer> answers(List<CompletableFuture<Answer>> requests) {
        return requests.stream().map(CompletableFuture::join).toList();
    }

    /** The filing as an export has it. */
    private static String exported(String token) {
        var record = ingest.events(token).getFirst();
        var writer = new ExportWriter();
        try {
            var event = new ReportCodec().decode(record, Instant.ofEpochMilli(record.timestamp()));
            writer.event(event, record.value(), null, "somewhere");
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(e);
        }
        return new String(writer.take(), UTF_8);
    }
}
