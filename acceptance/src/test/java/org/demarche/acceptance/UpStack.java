package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.demarche.broker.FreePorts;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.Await;
import org.demarche.model.ReportId;

/**
 * A stack that `./demarche up` starts: a broker and the three services, each a process that can be
 * killed.
 *
 * @param folder for files of the tests
 */
record UpStack(Demarche demarche, Api api, Path folder) {

    private static final List<String> HOLDERS = List.of("russia", "ukraine", "usa", "italy");
    private static final List<String> STANCES = List.of("favor", "conditional", "against", "none");

    static UpStack in(Path folder) throws IOException {
        var demarche = new Demarche(folder.resolve("data"), FreePorts.one());
        return new UpStack(demarche, new Api("http://127.0.0.1:" + demarche.port()), folder);
    }

    void up() throws IOException {
        var up = demarche.up();
        assertThat(up.exitCode()).as(up.err()).isZero();
    }

    /** The output of a command that succeeds. */
    String said(String... arguments) throws IOException {
        var outcome = demarche.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        return outcome.out();
    }

    /** Registers an issue of the test's own, so that its reports touch no other position. */
    String issue(String name) throws IOException {
        var put =
                api.put(
                        "/v1/issues/" + name,
                        "{\"name\": \"%s\", \"proposition\": \"The %s should be\"}"
                                .formatted(name, name));
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        return name;
    }

    void amend(ReportId report, String how, String body) throws IOException {
        var answer = api.post("/v1/reports/%s/%s".formatted(report, how), Api.JSON, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    ReportLog log() throws IOException {
        return log(broker());
    }

    ReportLog log(String broker) {
        return new ReportLog(KafkaConfig.of(Map.of("bootstrap.servers", broker), Map.of()));
    }

    String broker() throws IOException {
        return demarche.part("broker").path("address").asText();
    }

    /** Returns when another process is ready in its place. */
    void kill(String part) throws Exception {
        var killed = demarche.part(part).path("pid").asLong();
        assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
        Await.until(
                part + " is back",
                () -> {
                    var now = demarche.part(part);
                    return now.path("pid").asLong() != killed
                            && now.path("state").asText().equals("ready");
                });
    }

    List<ProcessHandle> processes() throws IOException {
        return StreamSupport.stream(demarche.status().path("parts").spliterator(), false)
                .map(part -> ProcessHandle.of(part.path("pid").asLong()).orElseThrow())
                .toList();
    }

    static String report(String issue, int n) {
        return """
        {"id": "n%d", "holder": "%s", "spokenFor": "%2$s", "issue": "%s", "stance": "%s", "saidOn": "2024-%02d",
         "source": {"outlet": "article-000", "publishedOn": "2025-01-01"}}
        """
                .formatted(
                        n, HOLDERS.get(n % HOLDERS.size()), issue, STANCES.get(n % 3), 1 + n % 12);
    }
}
