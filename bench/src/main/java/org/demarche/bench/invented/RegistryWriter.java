package org.demarche.bench.invented;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.RegistryEntry;

/** Registers all names in the reports, because the gateway has positions of known names only. */
public final class RegistryWriter {

    private RegistryWriter() {}

    public static void write(KafkaConfig config, InventedRegistry cast) throws Exception {
        write(config, entries(cast));
    }

    /** Registers the actor and the issue of {@link PairReports}. */
    public static void writePair(KafkaConfig config) throws Exception {
        write(config, Stream.of(actor(PairReports.HOLDER, "state"), issue(PairReports.ISSUE)));
    }

    private static void write(KafkaConfig config, Stream<RegistryEntry> entries) throws Exception {
        try (var admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, config.topics().fixed());
        }
        var properties = new HashMap<>(config.clientProperties());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
            var sent =
                    entries.map(
                                    entry ->
                                            producer.send(
                                                    new ProducerRecord<>(
                                                            config.topics().registry(),
                                                            EntryCodec.key(entry),
                                                            EntryCodec.write(entry))))
                            .toList();
            for (var one : sent) {
                var _ = one.get();
            }
        }
    }

    private static Stream<RegistryEntry> entries(InventedRegistry cast) {
        return Stream.of(
                        cast.actors().stream().map(one -> actor(one.id(), one.kind())),
                        cast.issues().stream().map(one -> issue(one.id())),
                        cast.outlets().stream().map(one -> outlet(one.id(), one.kind())),
                        cast.agencies().stream().map(id -> outlet(id, "agency")))
                .flatMap(entries -> entries);
    }

    private static RegistryEntry outlet(String id, String kind) {
        return new Outlet(
                id,
                id,
                List.of(),
                Outlet.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                null,
                null,
                null,
                List.of(),
                null);
    }

    private static RegistryEntry issue(String id) {
        return new Issue(id, "It is " + id + ".", id, List.of(), null, null);
    }

    private static RegistryEntry actor(String id, String kind) {
        return new Actor(
                id,
                Actor.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }
}
