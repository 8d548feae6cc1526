package org.demarche.log.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlWriterTest {

    private static final String NAME = "positions";
    private static final Started STARTED = new Started(3, 2, true, null, null, 10);

    private final KafkaConfig config =
            KafkaConfig.of(
                    Map.of("bootstrap.servers", SharedBroker.get()),
                    Map.of("prefix", "control-" + UUID.randomUUID()));

    @BeforeEach
    void createTopics() {
        try (var admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, config.topics().fixed());
        }
    }

    @Test
    void what_is_decided_is_the_same_in_every_service_and_after_a_start() throws Exception {
        var until = Instant.parse("2026-01-01T00:00:00Z");
        try (var one = CatalogReader.start(config);
                var other = CatalogReader.start(config);
                var writer = new ControlWriter(config, one)) {
            one.caughtUp().get(30, SECONDS);
            var started = new Started(3, 2, false, 500, until, 10);

            var known = writer.decide(NAME, _ -> started, "ada", "a trial");

            other.reached(known.next()).get(30, SECONDS);
            assertThat(other.catalog()).isEqualTo(known.catalog()).isEqualTo(one.catalog());
            var start = known.catalog().projection(NAME).orElseThrow().version(3).start();
            assertThat(start.throttle()).isEqualTo(500);
            assertThat(start.until()).isEqualTo(until);
            assertThat(start.at()).isAfter(until);
            try (var late = CatalogReader.start(config)) {
                late.caughtUp().get(30, SECONDS);
                assertThat(late.known()).isEqualTo(known);
            }
        }
    }

    @Test
    void of_many_who_decide_at_once_each_counts_or_is_refused() throws Exception {
        try (var readers = new Readers(4);
                var at = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<Callable<Boolean>>();
            for (var writer : readers.writers) {
                starts.add(() -> isTaken(writer));
            }
            var taken = 0;
            for (var start : at.invokeAll(starts)) {
                taken += start.get(30, SECONDS) ? 1 : 0;
            }

            assertThat(taken).isEqualTo(1);
            var known =
                    readers.writers.getFirst().decide(NAME, _ -> new Throttled(3, 7), "a", null);
            for (var reader : readers.readers) {
                reader.reached(known.next()).get(30, SECONDS);
                assertThat(reader.catalog()).isEqualTo(known.catalog());
            }
        }
    }

    @Test
    void what_cannot_be_taken_is_not_written() throws Exception {
        try (var reader = CatalogReader.start(config);
                var writer = new ControlWriter(config, reader)) {
            reader.caughtUp().get(30, SECONDS);

            assertThatThrownBy(
                            () -> writer.decide(NAME, _ -> new Throttled(3, 7), "ada", "no such"))
                    .isInstanceOf(StepRefused.class)
                    .hasMessage("The projection positions has no version 3: its versions are [2]");
            assertThat(reader.known().next()).isZero();
        }
    }

    @Test
    void nothing_is_written_where_what_is_decided_cannot_be_read() throws Exception {
        try (var reader = CatalogReader.start(config);
                var writer = new ControlWriter(config, reader);
                var admin = Admin.create(config.clientProperties())) {
            reader.caughtUp().get(30, SECONDS);
            reader.onChange(
                    _ -> {
                        throw new IllegalStateException("reading ends here");
                    });

            for (var n = 0; n < 3; n++) {
                assertThatThrownBy(() -> writer.decide(NAME, _ -> STARTED, "a", null))
                        .isInstanceOfSatisfying(
                                ControlUnwritten.class, e -> assertThat(e.isContended()).isFalse());
            }

            var place = new TopicPartition(config.topics().control(), 0);
            var end = admin.listOffsets(Map.of(place, OffsetSpec.latest())).partitionResult(place);
            assertThat(end.get().offset()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{\"type\":\"version-cloned\",\"projection\":\"positions\",\"epoch\":1,\"version\":3,\"by\":\"a\"}",
                "{\"type\":\"projection-declared\",\"projection\":\"Not A Name\",\"epoch\":1,\"version\":1,\"revision\":1,\"by\":\"a\"}",
                "{\"type\":\"version-promoted\",\"projection\":\"positions\",\"epoch\":1,\"version\":2,\"keep\":-1,\"by\":\"a\"}"
            })
    void a_record_that_cannot_be_read_changes_nothing_in_any_service(@Nullable String value)
            throws Exception {
        var topic = config.topics().control();
        try (var producer =
                        new KafkaProducer<>(
                                config.clientProperties(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
                var before = CatalogReader.start(config);
                var writer = new ControlWriter(config, before)) {
            before.caughtUp().get(30, SECONDS);
            var bytes = value == null ? null : value.getBytes(UTF_8);
            producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, bytes)).get();

            var known = writer.decide(NAME, _ -> STARTED, "ada", null);

            assertThat(known.next()).isEqualTo(2);
            try (var after = CatalogReader.start(config)) {
                after.caughtUp().get(30, SECONDS);
                assertThat(after.known()).isEqualTo(known);
                assertThat(after.warnings())
                        .isEqualTo(before.warnings())
                        .singleElement()
                        .asString()
                        .startsWith(
                                "The record at offset 0 of %s, partition 0, cannot be read and changes nothing: "
                                        .formatted(topic));
            }
        }
    }

    @Test
    void of_those_who_decide_at_once_in_one_process_one_alone_writes() throws Exception {
        try (var reader = CatalogReader.start(config);
                var writer = new ControlWriter(config, reader);
                var at = Executors.newVirtualThreadPerTaskExecutor()) {
            reader.caughtUp().get(30, SECONDS);
            var starts = Collections.<Callable<Boolean>>nCopies(8, () -> isTaken(writer));

            for (var start : at.invokeAll(starts)) {
                start.get(30, SECONDS);
            }

            assertThat(reader.known().next()).isEqualTo(1);
        }
    }

    private static boolean isTaken(ControlWriter writer) throws Exception {
        try {
            writer.decide(NAME, _ -> STARTED, "somebody", null);
            return true;
        } catch (StepRefused refused) {
            assertThat(refused.kind()).isEqualTo(StepRefused.Kind.RUNNING);
            return false;
        }
    }

    private final class Readers implements AutoCloseable {

        private final List<CatalogReader> readers = new ArrayList<>();
        private final List<ControlWriter> writers = new ArrayList<>();

        Readers(int count) throws Exception {
            for (var n = 0; n < count; n++) {
                var reader = CatalogReader.start(config);
                readers.add(reader);
                writers.add(new ControlWriter(config, reader));
            }
            for (var reader : readers) {
                reader.caughtUp().get(30, SECONDS);
            }
        }

        @Override
        public void close() {
            writers.forEach(ControlWriter::close);
            readers.forEach(CatalogReader::close);
        }
    }
}
