package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.Token;
import org.demarche.log.access.AccessTokenCodec;
import org.demarche.log.control.ControlCodec;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.UnreadableEntry;
import org.demarche.log.view.EventDocument;
import org.demarche.log.view.Mark;
import org.demarche.model.edtf.Edtf;

/**
 * Whatever bytes lie in a topic or come from a client: a codec reads them, or refuses them with the
 * fault that its callers expect. Anything else would stop a service. {@code -Dfuzz.tries=1000000}
 * tries more.
 */
class HostileBytesProperties {

    private static final int TRIES = Integer.getInteger("fuzz.tries", 1_000);

    private static final String ACTOR =
            "{\"kind\":\"person\",\"name\":\"Ada Lund\",\"aliases\":[\"A."
                    + " Lund\"],\"memberOf\":[{\"actor\":\"norland\",\"role\":\"envoy\",\"from\":\"2020\"}],\"wikidata\":\"Q42\"}";
    private static final String OUTLET =
            "{\"kind\":\"newspaper\",\"name\":\"The"
                    + " Daily\",\"aliases\":[],\"owner\":\"norland\",\"reliability\":[{\"grade\":\"B\",\"from\":\"2020-01-01\"}]}";
    private static final String PAST =
            "{\"recorded\":\"2025-01-01T00:00:00Z\",\"complete\":true,\"earlier\":[{\"recorded\":\"2024-01-01T00:00:00Z\",\"entry\":{\"id\":\"norland\",\"kind\":\"state\",\"name\":\"Norland\",\"aliases\":[],\"memberOf\":[]}}]}";

    @FunctionalInterface
    private interface Decoder {
        void decode(byte[] bytes) throws Exception;
    }

    private record Codec(
            String name,
            List<String> seeds,
            Set<Class<? extends Exception>> refusals,
            Decoder decoder) {}

    @Property(tries = 1)
    void are_read_or_refused(@ForAll Random random) throws Exception {
        var mutations = Mutation.any().list().ofMinSize(1).ofMaxSize(4).generator(1000);
        for (var codec : codecs()) {
            for (var n = 0; n < TRIES; n++) {
                var seed = codec.seeds().get(n % codec.seeds().size()).getBytes(UTF_8);
                var bytes = n < codec.seeds().size() ? seed : random(random, n);
                if (n % 8 != 0) {
                    bytes = seed;
                    for (var mutation : mutations.next(random).value()) {
                        bytes = mutation.of(bytes);
                    }
                }
                require(codec, bytes);
            }
            hostile().forEach(text -> require(codec, text.getBytes(UTF_8)));
        }
    }

    private static byte[] random(Random random, int length) {
        var bytes = new byte[length % 64];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "null",
                "0",
                "\"\"",
                "[]",
                "{}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "9".repeat(100_000),
                "{\"epoch\":1e999999999,\"next\":1e999999999}",
                "{\"next\":-1,\"deadLetters\":-1,\"recorded\":\"+999999999-12-31T23:59:59.999999999Z\"}",
                "\"" + "\\ud800".repeat(1000) + '"',
                "\u0000");
    }

    private static void require(Codec codec, byte[] bytes) {
        try {
            codec.decoder().decode(bytes);
        } catch (Exception | StackOverflowError fault) {
            if (codec.refusals().stream().noneMatch(one -> one.isInstance(fault))) {
                var shown = Arrays.copyOf(bytes, Math.min(bytes.length, 500));
                throw new AssertionError(
                        "%s: %s of %s (%s)"
                                .formatted(
                                        codec.name(),
                                        fault,
                                        new String(shown, UTF_8),
                                        HexFormat.of().formatHex(shown)),
                        fault);
            }
        }
    }

    private static List<Codec> codecs() throws Exception {
        var headers = Golden.headers("report-filed.v1");
        var reports =
                Stream.of("filed", "corrected", "retracted")
                        .map(type -> golden("report-" + type + ".v1.json"))
                        .toList();
        return List.of(
                new Codec(
                        "report",
                        reports,
                        Set.of(UnreadableEvent.class),
                        bytes ->
                                new ReportCodec()
                                        .decode(Golden.record(headers, bytes), Reports.RECORDED)),
                new Codec(
                        "decision",
                        golden("decisions.v1.ndjson").lines().toList(),
                        Set.of(UnreadableEvent.class),
                        bytes -> ControlCodec.read(record("positions", bytes))),
                new Codec(
                        "access token",
                        golden("tokens.v1.ndjson").lines().toList(),
                        Set.of(UnreadableEvent.class),
                        bytes -> AccessTokenCodec.read(record("m3k9x2p4q7r1", bytes))),
                new Codec(
                        "entry",
                        List.of(ACTOR, OUTLET),
                        Set.of(UnreadableEntry.class),
                        bytes -> {
                            EntryCodec.decode("actor/ada-lund".getBytes(UTF_8), bytes);
                            EntryCodec.decode("outlet/daily".getBytes(UTF_8), bytes);
                        }),
                new Codec(
                        "key of an entry",
                        List.of("actor/ada-lund", "outlet/daily"),
                        Set.of(UnreadableEntry.class),
                        bytes -> EntryCodec.decode(bytes, ACTOR.getBytes(UTF_8))),
                new Codec(
                        "entry of a client",
                        List.of(ACTOR, OUTLET),
                        Set.of(MalformedJson.class, InvalidBody.class),
                        bytes -> EntryCodec.read(EntryType.ACTOR, null, bytes)),
                new Codec(
                        "past of an entry",
                        List.of(PAST),
                        Set.of(UnreadableEntry.class),
                        bytes -> EntryHistory.restored(bytes, Reports.RECORDED)),
                new Codec(
                        "mark",
                        List.of(golden("mark.v1.json"), golden("mark.ended.v1.json")),
                        Set.of(UnreadableEvent.class),
                        Mark::decode),
                new Codec(
                        "document of an event",
                        List.of(
                                golden("e.report-filed.v1.json"),
                                golden("e.report-retracted.v1.json")),
                        Set.of(UnreadableEvent.class),
                        EventDocument::decode),
                new Codec(
                        "token of a client",
                        List.of("r0:1,r11:922337203685477580,c:7,g:3", "r0:1"),
                        Set.of(IllegalArgumentException.class),
                        bytes -> Token.parse(new String(bytes, UTF_8))),
                new Codec(
                        "day",
                        List.of(
                                "2024-02-30",
                                "[..2022-12-02]",
                                "2024-03?",
                                "201X",
                                "2024-01-01/2024-02",
                                "{2024,2025-02}"),
                        Set.of(IllegalArgumentException.class),
                        bytes -> Edtf.parse(new String(bytes, UTF_8))));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("topic", 0, 0L, key.getBytes(UTF_8), value);
    }

    private static String golden(String file) {
        return Golden.text(file);
    }
}
