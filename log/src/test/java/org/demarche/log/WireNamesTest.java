package org.demarche.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies and headers are the same on a machine whose language has other digits. */
class WireNamesTest {

    private static final VersionId VERSION = new VersionId("positions", 17);

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakPersian() {
        Locale.setDefault(Locale.of("fa"));
        assertThat("%d".formatted(1)).isNotEqualTo("1");
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void names_in_kafka_have_their_digits() {
        var topics = KafkaConfig.of(Map.of(), Map.of()).topics();

        assertThat(topics.view(VERSION)).isEqualTo("demarche.view.positions.v17");
        assertThat(topics.group(VERSION)).isEqualTo("demarche.positions.v17");
        assertThat(topics.transactionalId(VERSION, 3)).isEqualTo("demarche.positions.v17.3");
        assertThat(ViewKey.mark(3)).isEqualTo("~3");
    }

    @Test
    void a_mark_is_json() {
        assertThat(new String(new Mark(128, 2, Instant.EPOCH).encode(), UTF_8))
                .isEqualTo(
                        "{\"next\":128,\"deadLetters\":2,\"recorded\":\"1970-01-01T00:00:00Z\"}");
    }
}
