package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.access.Secret;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.rights.KafkaUser;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The services with the rights of docs/security.md and no others, as Compose runs them. */
class RightsTest {

    private static final KafkaConfig CONFIG =
            KafkaConfig.of(Map.of(), Map.of("partitions", "3", "topics", "make"));

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
        broker = GuardedBroker.start(folder, CONFIG);
        started.add(broker);
        var ingest =
                begin("ingest-service", "org.demarche.ingest.Main", KafkaUser.INGEST, Map.of());
        var worker =
                begin(
                        "position-service",
                        "org.demarche.position.Main",
                        KafkaUser.POSITION,
                        Map.of());
        var gateway =
                begin(
                        "api-gateway",
                        "org.demarche.gateway.Main",
                        KafkaUser.GATEWAY,
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
    void they_suffice_to_sign_in_file_fold_read_replay_and_clear_away_and_each_is_needed()
            throws Exception {
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
        broker.damage(CONFIG.topics().reports());
        var versions = new Versions(api);
        assertThat(versions.replay("positions", "{}")).isEqualTo(SECOND);
        Await.until("it is live", () -> versions.state(SECOND).equals("live"));
        versions.awaitEnd(SECOND);
        assertThat(api.get("/v1/dead-letters").json().path("items")).isNotEmpty();
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
        // one that starts late asks how far the log was folded
        begin("ingest-service", "org.demarche.ingest.Main", KafkaUser.INGEST, Map.of())
                .awaitReady();
        // the other test takes this right away
        assertThat(written().replaceAll(".*demarche[.]tokens.*", ""))
                .doesNotContain("AuthorizationException");
        for (var user : KafkaUser.values()) {
            for (var right : user.rightsIn(CONFIG)) {
                // whichever service comes first makes a topic
                if (right.entry().operation() == AclOperation.CREATE) continue;
                assertThat(RecordingAuthorizer.refusedWith(allBut(right)))
                        .as("requests that Kafka refuses without %s", right)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void a_password_is_in_a_file_that_only_its_owner_reads() throws IOException {
        for (var user : KafkaUser.values()) {
            var file = broker.passwordFile(user);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_gateway_that_may_not_write_tokens_says_which_right_it_lacks() throws Exception {
        try (var _ = broker.forbidWriting(KafkaUser.GATEWAY, "demarche.tokens")) {
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

    @Test
    void a_service_with_a_wrong_password_ends_and_says_where_and_what_to_do() throws Exception {
        var wrong = folder.resolve("wrong.jaas");
        var right = Files.readString(broker.passwordFile(KafkaUser.INGEST));
        Files.writeString(wrong, right.replaceAll("password=\"[^\"]*\"", "password=\"another\""));

        assertThat(endOf("ingest-service", "org.demarche.ingest.Main", wrong))
                .contains(
                        "Cannot start: Kafka at %s does not let this service in: ".formatted(at()))
                .contains("Set the user and the password that the brokers know")
                .doesNotContain("another");
    }

    @Test
    void a_service_whose_user_lacks_its_rights_ends_and_says_which_page_lists_them()
            throws Exception {
        // the gateway sees the topic of tokens, and no other user does
        assertThat(
                        endOf(
                                "api-gateway",
                                "org.demarche.gateway.Main",
                                broker.passwordFile(KafkaUser.INGEST)))
                .contains(
                        "Cannot start: Kafka at %s refuses this service a right: ".formatted(at()))
                .contains("Give its user the rights that docs/security.md lists");
    }

    /** Before it has to write, which may be in a month. */
    @ParameterizedTest
    @CsvSource({
        "INGEST, ingest-service, org.demarche.ingest.Main, demarche.reports",
        "POSITION, position-service, org.demarche.position.Main, demarche.dead-letters",
        "GATEWAY, api-gateway, org.demarche.gateway.Main, demarche.tokens"
    })
    void a_service_that_may_not_write_what_it_must_ends_and_names_the_right(
            KafkaUser user, String module, String main, String topic) throws Exception {
        try (var _ = broker.forbidWriting(user, topic)) {
            assertThat(endOf(module, main, broker.passwordFile(user)))
                    .contains(
                            "Cannot start: Kafka at %s refuses this service a right: Write on the topic %s. Give its user the rights that docs/security.md lists"
                                    .formatted(at(), topic));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INGEST, ingest-service, org.demarche.ingest.Main, GROUP, Describe on the groups demarche.*",
        "POSITION, position-service, org.demarche.position.Main, TRANSACTIONAL_ID, Write on the transactional ids demarche.*"
    })
    void a_service_without_its_groups_or_transactions_ends_and_names_the_right(
            KafkaUser user, String module, String main, ResourceType type, String right)
            throws Exception {
        var all = new ResourcePattern(type, CONFIG.prefix() + '.', PatternType.PREFIXED);
        try (var _ = broker.forbid(user, all, AclOperation.ALL)) {
            assertThat(endOf(module, main, broker.passwordFile(user)))
                    .contains(
                            "Cannot start: Kafka at %s refuses this service a right: %s. Give its user the rights that docs/security.md lists"
                                    .formatted(at(), right));
        }
    }

    private static String at() {
        return broker.broker().bootstrapServers();
    }

    /** The output of a service that cannot start, and ends. */
    private static String endOf(String module, String main, Path password) throws Exception {
        var settings = new TreeMap<>(broker.environment(KafkaUser.INGEST));
        settings.put("JDK_JAVA_OPTIONS", "-Djava.security.auth.login.config=" + password);
        settings.put("DEMARCHE_PARTITIONS", String.valueOf(CONFIG.partitions()));
        settings.put("DEMARCHE_AUTH", "tokens");
        settings.put("DEMARCHE_AUTH_ADMIN", ADMIN_TOKEN.digest());
        var service = ServiceProcess.begin(module, main, settings);
        started.add(service);
        assertThat(service.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(service.process().exitValue()).isEqualTo(1);
        return Files.readString(service.log());
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

    private static List<AclBinding> allBut(AclBinding right) {
        return Stream.of(KafkaUser.values())
                .flatMap(user -> user.rightsIn(CONFIG).stream())
                .filter(one -> !one.equals(right))
                .toList();
    }

    private static ServiceProcess begin(
            String module, String main, KafkaUser user, Map<String, String> more)
            throws IOException {
        var settings = new TreeMap<>(broker.environment(user));
        settings.put("DEMARCHE_PARTITIONS", String.valueOf(CONFIG.partitions()));
        settings.putAll(more);
        var service = ServiceProcess.begin(module, main, settings);
        started.add(service);
        logs.add(service.log());
        return service;
    }
}
