package org.demarche.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TopicReaderTest {

    private static final Map<String, Object> CLIENT =
            Map.of("bootstrap.servers", SharedBroker.get());

    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    private Admin admin;
    private KafkaProducer<String, String> producer;
    private String topic;

    @BeforeEach
    void connect(TestInfo test) {
        topic = "reader." + test.getTestMethod().orElseThrow().getName();
        admin = Admin.create(CLIENT);
        producer = producer(Map.of());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        admin.close();
    }

    @Test
    void reads_what_is_there_then_follows() throws Exception {
        create(2);
        send(0, "a", "1");
        send(1, "b", "2");
        send(0, "a", null);

        try (var reader = read()) {
            reader.caughtUp().get();
            assertThat(handled).containsExactlyInAnyOrder("0 a=1", "1 b=2", "0 a=null");
            assertThat(List.copyOf(handled).indexOf("0 a=1"))
                    .isLessThan(List.copyOf(handled).indexOf("0 a=null"));
            assertThat(reader.ends()).isEqualTo(Map.of(0, 2L, 1, 1L));
            assertThat(reader.next()).isEqualTo(Map.of(0, 2L, 1, 1L));

            var later = reader.reached(1, 2);
            assertThat(later).isNotDone();
            send(1, "c", "3");
            later.get();
            assertThat(handled).contains("1 c=3");
        }
    }

    @Test
    void an_empty_topic_is_read_at_once() throws Exception {
        create(3);

        try (var reader = read()) {
            reader.caughtUp().get();
            assertThat(reader.ends()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));
        }
    }

    @Test
    void waits_for_a_topic_that_is_not_yet_there() throws Exception {
        try (var reader = read()) {
            create(1);
            reader.caughtUp().get();
            send(0, "a", "1");
            assertThat(handled.take()).isEqualTo("0 a=1");
        }
    }

    @Test
    void counts_the_marks_of_transactions_and_hides_what_was_aborted() throws Exception {
        create(1);
        try (var transactional = producer(Map.of("transactional.id", topic))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>(topic, 0, "a", "gone"));
            transactional.flush();
            transactional.abortTransaction();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>(topic, 0, "a", "kept"));
            transactional.commitTransaction();
        }

        try (var reader = read()) {
            reader.reached(0, 4).get();
            reader.caughtUp().get();
            assertThat(handled).containsExactly("0 a=kept");
            assertThat(reader.ends()).isEqualTo(Map.of(0, 4L));
        }
    }

    @Test
    void is_not_caught_up_while_a_transaction_is_open_before_the_end() throws Exception {
        create(1);
        try (var transactional = producer(Map.of("transactional.id", topic))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            transactional.send(new ProducerRecord<>(topic, 0, "a", "open")).get();
            send(0, "b", "behind");

            try (var reader = read()) {
                Await.until(
                        "its ends are known",
                        () -> !reader.ends().isEmpty() || reader.failure().isPresent());
                assertThat(reader.caughtUp()).isNotDone();
                transactional.commitTransaction();
                reader.caughtUp().get();
                assertThat(reader.ends()).isEqualTo(Map.of(0, 2L));
                assertThat(handled).containsExactly("0 a=open", "0 b=behind");
            }
        }
    }

    @Test
    void stops_at_what_the_handler_refuses_and_says_so() throws Exception {
        create(1);
        send(0, "a", "1");
        send(0, "b", "poison");
        send(0, "c", "3");

        try (var reader = TopicReader.start(CLIENT, topic, this::refusePoison)) {
            assertThatThrownBy(() -> reader.caughtUp().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("poison at 1");
            assertThatThrownBy(() -> reader.reached(0, 3).get()).hasRootCauseMessage("poison at 1");
            assertThat(reader.failure()).get().hasToString("java.io.IOException: poison at 1");
            assertThat(handled).containsExactly("0 a=1");
        }
    }

    @Test
    void stops_where_records_are_gone_before_it_read_them() throws Exception {
        create(1);
        send(0, "a", "1");
        var read = new CompletableFuture<Void>();
        var resume = new CompletableFuture<Void>();

        try (var reader =
                TopicReader.start(
                        CLIENT,
                        topic,
                        record -> {
                            read.complete(null);
                            resume.get();
                        })) {
            read.get();
            for (var i = 0; i < 5; i++) {
                send(0, "b", "x".repeat(900_000));
            }
            forget(6);
            var more = reader.reached(0, 7);
            resume.complete(null);
            assertThatThrownBy(more::get).hasCauseInstanceOf(OffsetOutOfRangeException.class);
            assertThat(reader.failure()).containsInstanceOf(OffsetOutOfRangeException.class);
        }
    }

    @Test
    void a_topic_that_is_kept_for_ever_is_refused_where_it_has_lost_its_beginning()
            throws Exception {
        create(1);
        send(0, "a", "1");
        send(0, "a", "2");
        forget(1);

        try (var reader = TopicReader.startWhole(CLIENT, topic, this::keep)) {
            assertThatThrownBy(() -> reader.caughtUp().get())
                    .hasRootCauseMessage(
                            "The log has lost its beginning: partition 0 of %s begins at offset 1. Restore the records before it",
                            topic);
            assertThat(handled).isEmpty();
        }
    }

    @Test
    void a_partition_that_loses_its_end_is_told_and_the_others_are_read_on() throws Exception {
        create(2);
        send(0, "a", "1");
        send(0, "a", "2");

        try (var reader = TopicReader.startWhole(CLIENT, topic, this::keep)) {
            reader.caughtUp().get();
            admin.deleteTopics(List.of(topic)).all().get();
            Await.until(
                    "the topic is gone", () -> !admin.listTopics().names().get().contains(topic));
            create(2);
            send(0, "b", "3");
            send(1, "b", "4");

            reader.reached(1, 1).get(60, TimeUnit.SECONDS);
            Await.until("the loss is seen", () -> !reader.lostEnds().isEmpty());
            assertThat(reader.lostEnds())
                    .singleElement()
                    .asString()
                    .startsWith("Partition 0 of the log has lost events: it ends at offset ")
                    .endsWith(", and was read up to offset 2 before");
            send(1, "b", "5");
            reader.reached(1, 2).get(60, TimeUnit.SECONDS);
            assertThat(handled).contains("1 b=5").doesNotContain("0 b=3");
            assertThat(reader.next()).isEqualTo(Map.of(0, 2L, 1, 2L));
            assertThat(reader.failure()).isEmpty();
        }
    }

    @Test
    void closing_leaves_nobody_waiting() throws Exception {
        create(1);
        var reader = read();
        reader.caughtUp().get();
        var never = reader.reached(0, 1);

        reader.close();

        assertThatThrownBy(() -> never.get(10, TimeUnit.SECONDS))
                .isInstanceOfAny(CancellationException.class, ExecutionException.class);
        assertThat(reader.failure()).isEmpty();
    }

    @Test
    void closes_while_kafka_is_away() {
        var nobody = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1");
        var reader = TopicReader.start(nobody, topic, this::keep);
        var caughtUp = reader.caughtUp();

        reader.close();

        assertThat(caughtUp).isCompletedExceptionally();
    }

    private TopicReader read() {
        return TopicReader.start(CLIENT, topic, this::keep);
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value() == null ? null : new String(record.value(), UTF_8);
        handled.add(record.partition() + " " + new String(record.key(), UTF_8) + "=" + value);
    }

    private void refusePoison(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (new String(record.value(), UTF_8).equals("poison")) {
            throw new IOException("poison at " + record.offset());
        }
        keep(record);
    }

    private void create(int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }

    private void forget(long before) throws Exception {
        var records = RecordsToDelete.beforeOffset(before);
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), records)).all().get();
    }

    private void send(int partition, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> more) {
        var properties = new HashMap<>(CLIENT);
        properties.putAll(more);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }
}
