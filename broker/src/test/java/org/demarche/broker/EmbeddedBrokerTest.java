package org.demarche.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final TopicPartition TOPIC = new TopicPartition("kept", 0);

    @TempDir Path folder;

    @Test
    void what_a_transaction_committed_is_there_after_a_restart_and_what_it_aborted_is_not()
            throws Exception {
        try (var broker = EmbeddedBroker.start(folder.resolve("data"), 0)) {
            try (var admin = Admin.create(to(broker))) {
                admin.createTopics(Set.of(new NewTopic(TOPIC.topic(), 1, (short) 1))).all().get();
            }
            try (var producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC.topic(), "a", "committed"));
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC.topic(), "b", "aborted"));
                producer.flush();
                producer.abortTransaction();
            }
        }

        try (var broker = EmbeddedBroker.start(folder.resolve("data"), 0)) {
            assertThat(readAll(broker)).containsExactly("a=committed");
        }
    }

    @Test
    void clients_are_told_the_name_that_it_advertises() throws Exception {
        var port = FreePorts.one();
        var more = Settings.advertising("localhost", port);
        try (var broker = EmbeddedBroker.start(folder.resolve("data"), port, more);
                var admin = Admin.create(to(broker))) {
            var nodes = admin.describeCluster().nodes().get();
            assertThat(nodes.stream().map(node -> node.host() + ":" + node.port()))
                    .containsExactly("localhost:" + port);
        }
    }

    @Test
    void a_busy_port_is_named_and_nothing_is_written() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(
                            () ->
                                    EmbeddedBroker.start(
                                            folder.resolve("data"), taken.getLocalPort()))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_folder_of_something_else_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "three years of work");

        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("was not made by this broker (it holds thesis.txt)");
        assertThat(folder).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void a_file_in_place_of_the_folder_is_named() throws IOException {
        var file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessage("%s is a file; the broker needs a directory.", file);
    }

    @Test
    void a_second_broker_on_the_same_folder_is_refused() {
        try (var first = EmbeddedBroker.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("Another broker is running on " + folder);
            assertThat(first.failure()).isNotDone();
        }
    }

    @Test
    void lost_and_foreign_properties_are_named() throws IOException {
        EmbeddedBroker.start(folder, 0).close();
        var properties = folder.resolve("kafka/meta.properties");

        Files.writeString(
                properties, Files.readString(properties).replace("node.id=1", "node.id=7"));
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("names node 7, but this broker is node 1");

        Files.delete(properties);
        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("meta.properties is missing");
    }

    /**
     * Left to itself, Kafka would start as an empty cluster and delete the topics' data a minute
     * later.
     */
    @Test
    void a_damaged_cluster_log_stops_the_start() throws IOException {
        EmbeddedBroker.start(folder, 0).close();
        var log = folder.resolve("kafka/__cluster_metadata-0/00000000000000000000.log");
        var bytes = Files.readAllBytes(log);
        bytes[70] ^= 1;
        Files.write(log, bytes);

        assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("The broker's data is damaged in " + log);
        assertThat(log).hasBinaryContent(bytes);
    }

    @Test
    void a_batch_cut_short_by_a_kill_is_no_damage() throws IOException {
        EmbeddedBroker.start(folder, 0).close();
        var log = folder.resolve("kafka/__cluster_metadata-0/00000000000000000000.log");
        var bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 7));

        try (var broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(broker.failure()).isNotDone();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private static List<String> readAll(EmbeddedBroker broker) {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            var end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
            var read = new ArrayList<String>();
            while (consumer.position(TOPIC) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> read.add(record.key() + "=" + record.value()));
            }
            return read;
        }
    }

    private static Map<String, Object> to(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
