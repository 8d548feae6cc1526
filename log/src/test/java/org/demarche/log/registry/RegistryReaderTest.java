package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.state;
import static org.demarche.log.registry.EntryType.ACTOR;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.registry.Resolution.Known;
import org.demarche.log.registry.Resolution.Unknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryReaderTest {

    private final KafkaConfig config =
            KafkaConfig.of(
                    Map.of("bootstrap.servers", SharedBroker.get()),
                    Map.of("prefix", "registry-" + UUID.randomUUID()));

    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    config.clientProperties(),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    @BeforeEach
    void createTopics() {
        try (var admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, config.topics().fixed());
        }
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void reads_what_is_there_and_follows_what_comes() throws Exception {
        put(state("ukraine", "Ukraine", "Kiev"));
        put(state("ukraine", "Ukraine", "Kyiv"));

        try (var reader = RegistryReader.start(config)) {
            reader.caughtUp().get(30, SECONDS);
            assertThat(reader.registry().resolve(ACTOR, "kyiv")).isEqualTo(new Known("ukraine"));
            assertThat(reader.registry().resolve(ACTOR, "kiev")).isInstanceOf(Unknown.class);
            assertThat(reader.next()).isEqualTo(2);

            var next = put(state("russia", "Russia")) + 1;
            reader.reached(next).get(30, SECONDS);
            assertThat(reader.registry().resolve(ACTOR, "Russia")).isEqualTo(new Known("russia"));
            assertThat(reader.next()).isEqualTo(next);

            reader.reached(write("actor/russia", null) + 1).get(30, SECONDS);
            assertThat(reader.registry().actor("russia")).isEmpty();
        }
    }

    @Test
    void serves_the_bytes_of_the_topic_with_what_a_later_release_added() throws Exception {
        var later = "{\"id\":\"talks\",\"proposition\":\"P\",\"name\":\"N\",\"scale\":3}";
        write("issue/talks", later);

        try (var reader = RegistryReader.start(config)) {
            reader.caughtUp().get(30, SECONDS);

            assertThat(reader.registry().document(EntryType.ISSUE, "talks"))
                    .hasValueSatisfying(
                            document -> assertThat(document).asString(UTF_8).isEqualTo(later));
        }
    }

    @Test
    void begins_without_a_record_that_it_cannot_read_and_tells_of_it() throws Exception {
        put(state("ukraine", "Ukraine"));
        write("actor/ukraine", "{\"kind\":\"state\"}");

        try (var reader = RegistryReader.start(config)) {
            reader.caughtUp().get(30, SECONDS);

            assertThat(reader.registry().actor("ukraine")).isPresent();
            assertThat(reader.isUnreadable(new EntryKey(ACTOR, "ukraine"))).isTrue();
            assertThat(reader.warnings())
                    .containsExactly(
                            "The record at offset 1 of %s, partition 0, cannot be read and changes nothing: its value, of key actor/ukraine: /name: is missing"
                                    .formatted(config.topics().registry()));
        }
    }

    @Test
    void a_warning_lasts_until_its_key_has_a_record_that_can_be_read_or_none() throws Exception {
        try (var reader = RegistryReader.start(config)) {
            reader.caughtUp().get(30, SECONDS);
            write("actor/ukraine", "nonsense");
            reader.reached(write("place/x", "{}") + 1).get(30, SECONDS);
            assertThat(reader.warnings())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("offset 0", "actor/ukraine");

            put(state("ukraine", "Ukraine"));
            reader.reached(write("place/x", null) + 1).get(30, SECONDS);
            assertThat(reader.warnings()).isEmpty();
            assertThat(reader.registry().actor("ukraine")).isPresent();
        }
    }

    @Test
    void of_many_that_cannot_be_read_three_are_told_and_the_others_counted() throws Exception {
        for (var n = 0; n < 7; n++) {
            write("actor/n" + n, "nonsense");
        }

        try (var reader = RegistryReader.start(config)) {
            reader.caughtUp().get(30, SECONDS);

            assertThat(reader.warnings())
                    .hasSize(4)
                    .last()
                    .isEqualTo("4 more records cannot be read");
        }
    }

    private long put(RegistryEntry entry) throws Exception {
        return write(entry.key().toString(), new String(EntryCodec.write(entry), UTF_8));
    }

    /** The record's offset, once it is acknowledged. */
    private long write(String key, @Nullable String value) throws Exception {
        var bytes = value == null ? null : value.getBytes(UTF_8);
        var record = new ProducerRecord<>(config.topics().registry(), key.getBytes(UTF_8), bytes);
        return producer.send(record).get(30, SECONDS).offset();
    }
}
