package org.demarche.gateway.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log of its own for each test, and the evidence that follows it in a folder. */
abstract class FollowedLog {

    static final int PARTITIONS = 2;

    static final Subject PAIR = new Subject("arvenia", "peace");

    @TempDir Path folder;

    KafkaConfig config;
    Admin admin;
    private Producer<byte[], byte[]> producer;
    private final List<Evidence> open = new ArrayList<>();

    @BeforeEach
    void start() {
        config = config();
        admin = Admin.create(config.clientProperties());
        producer =
                new KafkaProducer<>(
                        config.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        TopicSetup.ensure(admin, config.topics().fixed());
    }

    @AfterEach
    void stop() {
        open.forEach(Evidence::close);
        producer.close();
        admin.close();
    }

    /** An evidence that has read the first partition up to this offset. */
    Evidence opened(long next) {
        var evidence = started(folder, new AtomicLong());
        reach(evidence, next);
        return evidence;
    }

    Evidence started(@Nullable Path directory, AtomicLong reserve) {
        var evidence = Evidence.start(config, admin, directory, reserve::get);
        open.add(evidence);
        return evidence;
    }

    static void reach(Evidence evidence, long next) {
        evidence.reached(0, next).orTimeout(30, TimeUnit.SECONDS).join();
    }

    static List<String> tokens(Evidence evidence) {
        return records(evidence).stream().map(one -> one.report().token()).toList();
    }

    static List<EvidenceRecord> records(Evidence evidence) {
        var next = evidence.next().stream().mapToLong(Long::longValue).toArray();
        return evidence.of(PAIR, new Horizon(next, Instant.MAX));
    }

    static ReportEvent filed(String token) {
        return filed("arvenia", token);
    }

    static ReportEvent filed(String actor, String token) {
        return Reported.filed(
                actor + ".peace." + token, actor, "daily", Stance.FAVOR, "2024-01-01");
    }

    /** To the first partition; returns the offset after it. */
    long append(ReportEvent event, @Nullable Instant original) {
        return append(Reported.record(topic(), 0, event, original));
    }

    long append(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset() + 1;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String topic() {
        return config.topics().reports();
    }

    private static KafkaConfig config() {
        return KafkaConfig.of(
                Map.of("bootstrap.servers", SharedBroker.get()),
                Map.of(
                        "prefix",
                        "evidence-" + UUID.randomUUID(),
                        "partitions",
                        Integer.toString(PARTITIONS)));
    }

    static List<Path> files(Path folder, String pattern) throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, pattern)) {
            all.forEach(found::add);
        }
        return found;
    }
}
