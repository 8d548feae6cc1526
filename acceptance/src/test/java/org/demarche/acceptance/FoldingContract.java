package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** The promises about views while workers die and records cannot be read. */
interface FoldingContract {

    ContractStack stack();

    @Test
    default void a_second_worker_takes_over_what_a_killed_one_had() throws Exception {
        stack().startWorker();
        stack().fileOneEach("before");

        stack().services().worker().kill();
        stack().fileOneEach("after");
        stack().assertServedAsFolded();
    }

    @Test
    default void a_worker_that_is_fenced_folds_on_from_the_view() throws Exception {
        stack().fileOneEach("unfenced");
        for (var partition = 0; partition < ContractStack.PARTITIONS; partition++) {
            var id =
                    stack().log()
                            .config()
                            .topics()
                            .transactionalId(ContractStack.VERSION, partition);
            try (var usurper = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
                usurper.initTransactions();
            }
        }
        stack().fileOneEach("fenced");
        stack().assertServedAsFolded();
    }

    @Test
    default void what_cannot_be_folded_lies_among_the_dead_letters() throws Exception {
        var topics = stack().log().config().topics();
        var bytes = "no report".getBytes(UTF_8);
        long offset;
        try (var producer = producer(Map.of())) {
            var record = new ProducerRecord<>(topics.reports(), 0, "x".getBytes(UTF_8), bytes);
            offset = producer.send(record).get().offset();
        }
        stack().fileOneEach("behind-it");

        Await.until("a dead letter", () -> !deadLetters().isEmpty());
        assertThat(deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(new String(letter.key(), UTF_8))
                                    .isEqualTo("%s/0/%d".formatted(topics.reports(), offset));
                            assertThat(letter.value()).isEqualTo(bytes);
                        });
        var listed = stack().services().api().get("/v1/dead-letters?projection=positions").json();
        assertThat(listed.at("/items/0/start").asText()).isEqualTo("no report");
        assertThat(listed.at("/items/0/place/offset").asLong()).isEqualTo(offset);
        stack().assertServedAsFolded();
    }

    /** The dead letters of the first version. */
    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return stack().log().read(stack().log().config().topics().deadLetters()).stream()
                .filter(
                        letter ->
                                header(letter, "projection")
                                        .equals(ContractStack.VERSION.projection()))
                .filter(
                        letter ->
                                header(letter, "version")
                                        .equals(String.valueOf(ContractStack.VERSION.number())))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var all = stack().log().config().clientProperties();
        all.putAll(more);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
