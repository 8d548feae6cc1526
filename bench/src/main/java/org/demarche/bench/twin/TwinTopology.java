package org.demarche.bench.twin;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.demarche.log.kafka.KafkaConfig;

/** The log, one processor with its stores, and the view. */
final class TwinTopology {

    /** All events of each report, under actor, issue and token. */
    static final String EVENTS = "events";

    /** The shifts of each actor and issue in the view. */
    static final String SHOWN = "shown";

    /** The actors and issues that have changed since they were published. */
    static final String CHANGED = "changed";

    private static final String FOLD = "fold";

    private TwinTopology() {}

    static Topology of(KafkaConfig config, TwinProgress progress, int heldReports) {
        var read = new ByteArrayDeserializer();
        var write = new ByteArraySerializer();
        var log = config.topics().reports();
        return new Topology()
                .addSource("log", read, read, log)
                .addProcessor(FOLD, () -> new TwinFold(log, progress, heldReports), "log")
                .addStateStore(persistent(EVENTS), FOLD)
                .addStateStore(persistent(SHOWN), FOLD)
                .addStateStore(persistent(CHANGED), FOLD)
                .addSink("view", config.topics().view(Twin.VIEW), write, write, FOLD);
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> persistent(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
