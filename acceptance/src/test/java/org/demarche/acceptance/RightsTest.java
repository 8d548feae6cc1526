package org.demarche.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.log.KafkaConfig;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.access.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services with the rights of the manifests and no others, on topics that others own. */
class RightsTest {

    private static final Map<String, String> SETTINGS =
            Map.of("DEMARCHE_TOPICS", "verify", "DEMARCHE_PARTITIONS", "3");

    private static final VersionId SECOND =
            new VersionId(Versions.FIRST.projection(), Versions.FIRST.number() + 1);

    private static final Secret ADMIN_TOKEN = Secret.fresh();

    @TempDir static Path folder;

    private static final List<AutoCloseable> started = new ArrayList<>();
    private static final List<Path> logs = new ArrayList<>();
    private static GuardedBroker broker;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        var users = Manifests.ofKubernetes().ofKind("KafkaUser");
        broker = GuardedBroker.start(folder, users.stream().map(Manifests::nameOf).toList());
        started.add(broker);
        var topics =
                KafkaConfig.of(Map.of(), Map.of("partitions", "3", "topics", "verify")).topics();
        broker.create(
                Stream.concat(
                                topics.fixed().stream(),
                                Stream.of(
                                        topics.tokens(),
                                        topics.viewSpec(Versions.FIRST),
                                        topics.viewSpec(SECOND)))
                        .toList());
        broker.grant(users);
        var ingest =
                begin("ingest-service", "org.demarche.ingest.Main", "demarche-ingest", Map.of());
        var worker =
                begin(
                        "position-service",
                        "org.demarche.position.Main",
                        "demarche-position",
                        Map.of());
        var gateway =
                begin(
                        "api-gateway",
                        "org.demarche.gateway.Main",
                        "demarche-gateway",
                        Map.of(
                                "DEMARCHE_INGEST_URL", ingest.api().url(),
                                "DEMARCHE_AUTH", "tokens",
                                "DEMARCHE_AUTH_ADMIN", ADMIN_TOKEN.digest()));
        for (var service : List.of(ingest, worker, gateway)) service.awaitReady();
        api = gateway.api().as(ADMIN_TOKEN);
    }

    @AfterAll
    static void stop() throws Exception {
        for (var one : started.reversed()) one.close();
    }

    @Test
    void they_suffice_to_sign_in_file_fold_read_replay_and_clear_away() throws Exception {
        var made = makeToken();
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        put("actors/arvenia", "{\"kind\": \"state\", \"name\": \"Arvenia\"}");
        put("issues/river-treaty", "{\"name\": \"River treaty\", \"proposition\": \"Sign it\"}");
        put("outlets/courier", "{\"kind\": \"newspaper\", \"name\": \"The Courier\"}");
        var desk = new Api(api.url(), made.json().path("token").asText());
        var filed = desk.post("/v1/reports", Api.JSON, report("favor"));
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        var corrections = "/v1/reports/arvenia.river-treaty.first/corrections";
        var corrected = api.post(corrections, Api.JSON, report("against"));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(201);

        var read =
                api.get(
                        "/v1/actors/arvenia/positions/river-treaty",
                        Token.parse(corrected.token()));

        assertThat(read.json().path("stance").asText()).as(read.body()).isEqualTo("against");
        var versions = new Versions(api);
        assertThat(versions.replay("positions", "{}")).isEqualTo(SECOND);
        Await.until("it is live", () -> versions.state(SECOND).equals("live"));
        versions.awaitEnd(SECOND);
        var retired =
                Demarche.runAt(
                        api.url(),
                        "retire",
                        "positions",
                        number(Versions.FIRST),
                        "--token-file",
                        file(ADMIN_TOKEN).toString());
        assertThat(retired.exitCode()).as(retired.out() + retired.err()).isZero();
        Await.until("its group is gone", () -> written().contains("group demarche.positions.v"));
        // the other test takes this right away
        assertThat(written().replaceAll(".*demarche[.]tokens.*", ""))
                .doesNotContain("AuthorizationException");
    }

    @Test
    void a_gateway_that_may_not_write_tokens_says_which_right_it_lacks() throws Exception {
        try (var _ = broker.forbidWriting("demarche-gateway", "demarche.tokens")) {
            Await.until(
                    "it is refused",
                    () -> {
                        var made = makeToken();
                        return made.status() == 503
                                && made.body().contains("give its user the right Write");
                    });
        }
        Await.until("it may write again", () -> makeToken().status() == 201);
    }

    private static Api.Answer makeToken() throws IOException {
        return api.post("/v1/tokens", Api.JSON, "{\"name\": \"Desk\", \"roles\": [\"code\"]}");
    }

    /** As a person keeps a token. */
    private static Path file(Secret token) throws IOException {
        var file = Files.writeString(folder.resolve("token"), token.reveal());
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String number(VersionId version) {
        return String.valueOf(version.number());
    }

    private static void put(String path, String body) throws IOException {
        assertThat(api.put("/v1/" + path, body).status()).isEqualTo(201);
    }

    private static String report(String stance) {
        return """
        {"id": "first", "holder": "arvenia", "spokenFor": "arvenia", "issue": "river-treaty",
         "stance": "%s", "saidOn": "2025-01-14", "source": {"outlet": "courier", "publishedOn": "2025-01-15"}}
        """
                .formatted(stance);
    }

    private static String written() throws IOException {
        var all = new StringBuilder();
        for (var log : logs) all.append(Files.readString(log));
        return all.toString();
    }

    private static ServiceProcess begin(
            String module, String main, String user, Map<String, String> more) throws IOException {
        var settings = new TreeMap<>(SETTINGS);
        settings.putAll(
                broker.client(user).entrySet().stream()
                        .collect(toMap(one -> variable(one.getKey()), Map.Entry::getValue)));
        settings.putAll(more);
        var service = ServiceProcess.begin(module, main, settings);
        started.add(service);
        logs.add(service.log());
        return service;
    }

    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
