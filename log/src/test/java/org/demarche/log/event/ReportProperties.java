package org.demarche.log.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.view.EventDocument;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;

/** Whatever can be said in an event survives the log and the view. */
class ReportProperties {

    private final ReportCodec codec = new ReportCodec();

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void what_is_encoded_is_decoded(@ForAll("events") ReportEvent event) throws UnreadableEvent {
        assertThat(codec.decode(taken(event), event.recorded())).isEqualTo(event);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void what_a_view_keeps_is_decoded(@ForAll("events") ReportEvent event) throws UnreadableEvent {
        assertThat(EventDocument.decode(EventDocument.of(event, taken(event).value())))
                .isEqualTo(event);
    }

    private ConsumerRecord<byte[], byte[]> taken(ReportEvent event) {
        var sent = codec.encode("reports", event, event instanceof Filed ? 0 : 7, "/ingest");
        return record(sent.key(), sent.value(), sent.headers());
    }

    private static ConsumerRecord<byte[], byte[]> with(
            ConsumerRecord<byte[], byte[]> record, byte[] value) {
        return record(record.key(), value, record.headers());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "reports",
                0,
                0L,
                0L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void whatever_becomes_of_its_bytes_all_ways_to_read_it_agree(
            @ForAll("events") ReportEvent event, @ForAll("mutations") List<Mutation> mutations) {
        var taken = taken(event);
        var value = taken.value();
        for (var mutation : mutations) {
            value = mutation.of(value);
        }
        var mutated = with(taken, value);

        var slowly = answer(() -> byTheParserOfAllJson(mutated, event));
        assertThat(answer(() -> codec.decode(mutated, event.recorded()))).isEqualTo(slowly);
        assertThat(answer(() -> codec.decodeForFold(mutated, event.recorded())))
                .isEqualTo(slowly instanceof ReportEvent read ? Light.of(read) : slowly);
    }

    @Provide
    Arbitrary<ReportEvent> events() {
        return ReportArbitraries.events();
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Mutation.any().list().ofMinSize(1).ofMaxSize(3);
    }

    private static ReportEvent byTheParserOfAllJson(
            ConsumerRecord<byte[], byte[]> record, ReportEvent event) throws UnreadableEvent {
        return JsonReader.read(
                record.value(),
                in ->
                        ReportCodec.read(
                                in,
                                event.report(),
                                event.wireName(),
                                Reports.DIGEST,
                                event.recorded()));
    }

    @FunctionalInterface
    private interface Reading {
        ReportEvent read() throws UnreadableEvent;
    }

    /** The event, or why and where it is refused. */
    private static Object answer(Reading reading) {
        try {
            return reading.read();
        } catch (UnreadableEvent refused) {
            return refused.getMessage();
        }
    }
}
