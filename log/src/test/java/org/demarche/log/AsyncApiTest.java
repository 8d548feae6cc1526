package org.demarche.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.log.access.AccessRole;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.event.EventId;
import org.demarche.log.event.Golden;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.Reports;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSpec;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.log.view.DocumentHeaders;
import org.demarche.log.view.FoldNames;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The document of the topics says what they are made with and what is written to them. */
class AsyncApiTest {

    private static final AsyncApi DOCUMENT = new AsyncApi();
    private static final VersionId VERSION = new VersionId("positions", 1);
    private static final StatementId STATEMENT =
            StatementId.parse("norland.strait-talks.0123456789abcdef01234567");
    private static final EventId EVENT =
            new EventId(ReportId.parse("norland.strait-talks.a_-1"), 2);
    private static final byte[] BODY = {};

    @Test
    void every_topic_is_made_as_the_document_has_it() {
        var topics = KafkaConfig.of(Map.of(), Map.of()).topics();
        var made = new ArrayList<>(topics.fixed());
        made.add(topics.viewSpec(VERSION));
        made.add(topics.tokens());

        assertThat(DOCUMENT.channels().entrySet().stream().map(AsyncApiTest::spec).toList())
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void every_type_of_event_is_a_message_of_the_log() {
        var types = Sealed.kinds(ReportEvent.class).stream().map(AsyncApiTest::wireName);

        assertThat(names("reports")).containsExactlyInAnyOrderElementsOf(types.toList());
    }

    @ParameterizedTest
    @CsvSource({
        "report-filed.v1, report-filed",
        "report-filed.v1.minimal, report-filed",
        "report-corrected.v1, report-corrected",
        "report-corrected.v1.minimal, report-corrected",
        "report-retracted.v1, report-retracted",
        "report-retracted.v1.minimal, report-retracted",
        "p.v1, position",
        "p.unheard.v1, position",
        "e.report-filed.v1, event",
        "e.report-corrected.v1, event",
        "e.report-retracted.v1, event",
        "mark.v1, mark",
        "mark.ended.v1, mark"
    })
    void what_is_kept_for_ever_is_as_the_document_has_it(String golden, String message) {
        assertThat(DOCUMENT.bodyFaults(DOCUMENT.message(message), Golden.value(golden))).isEmpty();
    }

    @Test
    void decisions_are_as_the_document_has_them() throws Exception {
        var message = DOCUMENT.message("decision");
        var types = Sealed.kinds(ControlEvent.class).stream().map(AsyncApiTest::wireName).toList();
        var golden = Path.of("src/test/resources/golden/decisions.v1.ndjson");
        for (var line : Files.readAllLines(golden)) {
            assertThat(DOCUMENT.bodyFaults(message, line.getBytes(UTF_8))).as(line).isEmpty();
        }
        assertThat(texts(DOCUMENT.schema("Decision").at("/properties/type/enum")))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void access_tokens_are_as_the_document_has_them() throws Exception {
        var message = DOCUMENT.message("access-token");
        var golden = Path.of("src/test/resources/golden/tokens.v1.ndjson");
        for (var line : Files.readAllLines(golden)) {
            assertThat(DOCUMENT.bodyFaults(message, line.getBytes(UTF_8))).as(line).isEmpty();
        }
        assertThat(DOCUMENT.keyFaults(message, "m3k9x2p4q7r1")).isEmpty();
        assertThat(texts(DOCUMENT.schema("AccessTokenRecord").at("/properties/roles/items/enum")))
                .containsExactlyElementsOf(
                        AccessRole.ALL.stream().map(AccessRole::wireName).toList());
    }

    @ParameterizedTest
    @CsvSource({"report-filed", "report-corrected", "report-retracted"})
    void headers_are_those_of_cloud_events(String type) {
        var headers = headers(Golden.headers(type + ".v1"));
        var key = headers.remove("key");

        assertThat(DOCUMENT.headerFaults(DOCUMENT.message(type), headers)).isEmpty();
        assertThat(DOCUMENT.keyFaults(DOCUMENT.message(type), key)).isEmpty();
    }

    static Stream<ReportEvent> restored() {
        return Stream.of(Reports.FILED, Reports.CORRECTED, Reports.RETRACTED);
    }

    /** It has every header that there is. */
    @ParameterizedTest
    @MethodSource("restored")
    void headers_of_a_restored_event_are_those_of_the_document(ReportEvent event) {
        var number = event instanceof ReportEvent.Filed ? 0 : 1;
        var record =
                new ReportCodec().encodeRestored("reports", event, BODY, number, "/v1/restore");
        ReportCodec.sign(record, "Desk, night");
        ReportCodec.trace(
                record, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "desk=1");
        var headers = headers(Golden.headers(record));
        headers.remove("key");
        var message = DOCUMENT.message(event.wireName());

        assertThat(DOCUMENT.headerFaults(message, headers)).isEmpty();
        assertThat(DOCUMENT.headers(message)).containsExactlyInAnyOrderElementsOf(headers.keySet());
    }

    @Test
    void headers_of_an_events_document_are_those_of_the_document() throws Exception {
        var message = DOCUMENT.message("event");
        var full = FoldNames.of(Reports.FULL, Reports.FULLY_RESOLVED).header();
        var least = FoldNames.of(Reports.MINIMAL, Reports.HARDLY_RESOLVED).header();

        assertThat(DOCUMENT.headers(message))
                .containsExactlyInAnyOrderElementsOf(constants(DocumentHeaders.class).values());
        for (var names : List.of(full, least)) {
            var headers =
                    Map.of("log-offset", "120", names.key(), new String(names.value(), UTF_8));
            assertThat(DOCUMENT.headerFaults(message, headers)).isEmpty();
        }
    }

    @Test
    void a_body_with_a_field_that_the_document_has_not_is_noticed() {
        var body = Golden.withUnknownFields(Golden.value("report-filed.v1"));

        assertThat(DOCUMENT.bodyFaults(DOCUMENT.message("report-filed"), body)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(EntryType.class)
    void entries_of_the_registry_are_as_the_document_has_them(EntryType type) throws Exception {
        var message = DOCUMENT.message(type.label());
        for (var line : Files.readAllLines(Path.of("..", "seeds", type.plural() + ".ndjson"))) {
            var entry = EntryCodec.read(type, null, line.getBytes(UTF_8));

            assertThat(DOCUMENT.bodyFaults(message, EntryCodec.write(entry))).as(line).isEmpty();
            assertThat(DOCUMENT.keyFaults(message, entry.key().toString())).as(line).isEmpty();
        }
        assertThat(names("registry")).contains(type.label());
    }

    @ParameterizedTest
    @CsvSource({"POSITION, position", "EVENT, event", "MARK, mark"})
    void a_key_of_a_view_is_that_of_one_message(Key key, String message) {
        assertThat(DOCUMENT.messages("view"))
                .filteredOn(one -> DOCUMENT.keyFaults(one, key.text).isEmpty())
                .extracting(one -> one.get("name").asText())
                .containsExactly(message);
    }

    private enum Key {
        POSITION(ViewKey.position("norland", "strait-talks")),
        EVENT(ViewKey.event(STATEMENT, AsyncApiTest.EVENT)),
        MARK(ViewKey.mark(11));

        private final String text;

        Key(String text) {
            this.text = text;
        }
    }

    @Test
    void every_kind_of_key_is_in_the_document() throws IllegalAccessException {
        var patterns =
                DOCUMENT.messages("view").stream()
                        .map(one -> one.at("/bindings/kafka/key/pattern").asText())
                        .toList();

        constants(ViewKey.class)
                .forEach(
                        (name, prefix) ->
                                assertThat(patterns)
                                        .as(name)
                                        .anyMatch(pattern -> pattern.startsWith('^' + prefix)));
    }

    /** By their names. */
    private static Map<String, String> constants(Class<?> type) throws IllegalAccessException {
        var constants = new HashMap<String, String>();
        for (var field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                constants.put(field.getName(), field.get(null).toString());
            }
        }
        return constants;
    }

    private static Stream<String> texts(JsonNode values) {
        return values.isArray()
                ? values.valueStream().map(JsonNode::asText)
                : Stream.of(values.asText());
    }

    private static TopicSpec spec(Map.Entry<String, JsonNode> channel) {
        var binding = channel.getValue().at("/bindings/kafka");
        var settings = new HashMap<String, String>();
        for (var setting : binding.get("topicConfiguration").properties()) {
            settings.put(setting.getKey(), texts(setting.getValue()).collect(joining(",")));
        }
        return new TopicSpec(
                channel.getKey(),
                binding.get("partitions").asInt(),
                null,
                settings,
                settings,
                true);
    }

    private static List<String> names(String channel) {
        return DOCUMENT.messages(channel).stream().map(one -> one.get("name").asText()).toList();
    }

    private static String wireName(Class<?> type) {
        try {
            return (String) type.getField("WIRE_NAME").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Map<String, String> headers(String golden) {
        var headers = new HashMap<String, String>();
        golden.lines()
                .map(line -> line.split(": ", 2))
                .forEach(header -> headers.put(header[0], header[1]));
        return headers;
    }
}
