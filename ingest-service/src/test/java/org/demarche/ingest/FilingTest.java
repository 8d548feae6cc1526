package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("filing");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_report_is_filed_and_its_answer_says_where() throws Exception {
        var answer = ingest.post(Samples.report("first"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/reports/freedonia.river-treaty.first");
        var record =
                ingest.reports().stream()
                        .filter(one -> id(one).equals("freedonia.river-treaty.first"))
                        .findFirst()
                        .orElseThrow();
        assertThat(answer.header("Demarche-Token"))
                .isEqualTo("r%d:%d".formatted(record.partition(), record.offset() + 1));
        assertThat(answer.json().get("id").asText()).isEqualTo("freedonia.river-treaty.first");
        assertThat(answer.json().get("token").asText()).isEqualTo(answer.header("Demarche-Token"));
        assertThat(RunningIngest.JSON.readTree(record.value()).get("resolved"))
                .isEqualTo(
                        RunningIngest.JSON.readTree(
                                """
                                {"origin": "daily-planet", "outletKind": "newspaper", "outletGrade": "B",
                                 "holderKind": "state", "speakerOffice": "President of Freedonia"}
                                """));
    }

    private static String id(org.apache.kafka.clients.consumer.ConsumerRecord<?, ?> record) {
        return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    }
}
