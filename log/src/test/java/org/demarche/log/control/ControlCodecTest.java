package org.demarche.log.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.Sealed;
import org.demarche.log.event.UnreadableEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every release reads the decisions that any earlier release wrote. */
class ControlCodecTest {

    static List<String> decisions() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/decisions.v1.ndjson"));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_is_written_as_it_was_read(String line) throws Exception {
        var read = ControlCodec.read(record(line));

        assertThat(new String(ControlCodec.value(read), UTF_8)).isEqualTo(line);
        assertThat(new String(ControlCodec.key(read), UTF_8)).isEqualTo(read.projection());
    }

    @Test
    void there_is_one_of_each_kind() throws Exception {
        var kinds = new HashSet<Class<?>>();
        for (var line : decisions()) {
            kinds.add(ControlCodec.read(record(line)).event().getClass());
        }
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Sealed.kinds(ControlEvent.class));
    }

    @Test
    void fields_that_a_later_release_added_are_passed_over() throws Exception {
        var line = decisions().get(1);

        assertThat(ControlCodec.read(record(line.replace("{", "{\"later\":[1],"))))
                .isEqualTo(ControlCodec.read(record(line)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"type\":\"version-cloned\",\"projection\":\"p\",\"epoch\":1,\"version\":1,\"by\":\"a\"}",
                "{\"type\":\"version-ready\",\"projection\":\"p\",\"epoch\":1,\"by\":\"a\"}",
                "{\"type\":\"version-failed\",\"projection\":\"p\",\"epoch\":1,\"version\":1,\"by\":\"a\"}",
                "{\"type\":\"version-promoted\",\"projection\":\"positions\",\"epoch\":1,\"version\":2,\"keep\":-1,\"by\":\"a\"}",
                "{\"type\":\"version-started\",\"projection\":\"positions\",\"epoch\":1,\"version\":3,\"revision\":0,\"throttle\":5,\"within\":10,\"by\":\"a\"}",
                "{\"type\":\"version-started\",\"projection\":\"positions\",\"epoch\":1,\"version\":3,\"revision\":1,\"throttle\":0,\"within\":10,\"by\":\"a\"}",
                "{\"type\":\"version-started\",\"projection\":\"positions\",\"epoch\":1,\"version\":3,\"revision\":1,\"throttle\":5,\"within\":-1,\"by\":\"a\"}",
                "{\"type\":\"version-throttled\",\"projection\":\"positions\",\"epoch\":1,\"version\":3,\"throttle\":0,\"by\":\"a\"}",
                "{\"type\":\"projection-declared\",\"projection\":\"positions\",\"epoch\":1,\"version\":1,\"revision\":0,\"by\":\"a\"}",
                "{\"type\":\"projection-declared\",\"projection\":\"positions\",\"epoch\":1,\"version\":1,\"revision\":1,\"definition\":\"[]\",\"by\":\"a\"}",
                "{\"type\":\"projection-declared\",\"projection\":\"positions\",\"epoch\":1,\"version\":1,\"revision\":1,\"definition\":\"{\",\"by\":\"a\"}",
                "{\"type\":\"projection-declared\",\"projection\":\"positions\",\"epoch\":1,\"version\":1,\"revision\":1,\"definition\":\"\",\"by\":\"a\"}"
            })
    void what_is_no_known_decision_is_refused(String value) {
        assertThatThrownBy(() -> ControlCodec.read(record(value)))
                .isInstanceOf(UnreadableEvent.class);
    }

    private static ConsumerRecord<byte[], byte[]> record(String value) {
        return new ConsumerRecord<>("control", 0, 7, new byte[0], value.getBytes(UTF_8));
    }
}
