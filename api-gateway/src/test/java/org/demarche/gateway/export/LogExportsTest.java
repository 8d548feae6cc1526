package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class LogExportsTest {

    private static final int RECORDS = 2000;
    private static final List<LogStretch> ALL = List.of(LogStretch.whole(0, RECORDS));

    private static KafkaConfig config;
    private static ExecutorService executor;

    @BeforeAll
    static void start() {
        executor = Executors.newVirtualThreadPerTaskExecutor();
        config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", SharedBroker.get()),
                        Map.of("prefix", "exports-" + UUID.randomUUID(), "partitions", "1"));
        try (var admin = Admin.create(config.clientProperties());
                var producer =
                        new KafkaProducer<>(
                                config.clientProperties(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            TopicSetup.ensure(admin, config.topics().fixed());
            for (var n = 0; n < RECORDS; n++) {
                producer.send(
                        new ProducerRecord<>(config.topics().reports(), new byte[3], new byte[9]));
            }
        }
    }

    @AfterAll
    static void stop() {
        executor.close();
    }

    @Test
    void who_takes_nothing_is_cut_off_and_makes_room() throws Exception {
        var exports = new LogExports(config, executor, Duration.ofMillis(300));
        for (var round = 0; round < 2; round++) {
            var idle =
                    List.of(
                            new Idle(exports.lines(LogFilter.ALL, ALL)),
                            new Idle(exports.lines(LogFilter.ALL, ALL)),
                            new Idle(exports.lines(LogFilter.ALL, ALL)),
                            new Idle(exports.lines(LogFilter.ALL, ALL)));
            assertThatThrownBy(() -> exports.lines(LogFilter.ALL, ALL))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.problem().status()).isEqualTo(503));

            for (var one : idle) {
                assertThat(one.fault.get(20, TimeUnit.SECONDS))
                        .isInstanceOf(TimeoutException.class);
            }
            var free = exports.places().free();
            assertThat(free.tryAcquire(Slots.MOST, 20, TimeUnit.SECONDS)).isTrue();
            free.release(Slots.MOST);
        }
    }

    @Test
    void a_search_that_finds_nothing_for_long_is_no_idle_client() {
        var exports = new LogExports(config, executor, Duration.ofSeconds(30));

        var ofNobody = new LogFilter(Optional.of("nobody"), Optional.empty());
        var pieces = exports.lines(ofNobody, ALL).collectList().block();

        assertThat(pieces).hasSize(1);
        assertThat(new String(pieces.getFirst(), UTF_8))
                .startsWith("{\"summary\":{\"events\":0,\"unreadable\":0},\"cursor\":");
    }

    /** Takes one piece and no more. */
    private static final class Idle extends BaseSubscriber<byte[]> {

        private final CompletableFuture<Throwable> fault = new CompletableFuture<>();

        Idle(Flux<byte[]> lines) {
            lines.subscribe(this);
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnError(Throwable throwable) {
            fault.complete(throwable);
        }

        @Override
        protected void hookOnComplete() {
            fault.complete(new AssertionError("came to an end"));
        }
    }
}
