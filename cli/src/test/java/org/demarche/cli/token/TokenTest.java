package org.demarche.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.access.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final String MADE =
            """
            {"id": "m3k9x2p4q7r1", "name": "Desk, night", "roles": ["code"], "createdAt": "2026-01-02T03:04:05Z",
             "createdBy": "administrator", "expiresAt": null, "revokedAt": null, "revokedBy": null, "revokedWhy": null%s}
            """;

    @TempDir private Path home;

    private FakeGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_new_token_and_its_digest_are_made_without_a_gateway() throws Exception {
        var run = Run.demarche(home, "token", "new", "--json");

        var made = Gateway.JSON.readTree(run.out());
        assertThat(Secret.parse(made.get("token").asText()).orElseThrow().digest())
                .isEqualTo(made.get("digest").asText());
        assertThat(Run.demarche(home, "token", "new").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("token   dmr_"),
                        line -> assertThat(line).matches("digest {2}[0-9a-f]{64}"));
    }

    @Test
    void a_created_token_is_all_that_stands_on_the_output() {
        gateway.answers(201, MADE.formatted(", \"token\": \"dmr_x\""));

        var run = run("create", "--role", "code", "--role", "operate", "--name", "Desk, night");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo("dmr_x");
        assertThat(run.err()).contains("`demarche token revoke m3k9x2p4q7r1` revokes it.");
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "POST /v1/tokens",
                                "{\"name\":\"Desk, night\",\"roles\":[\"code\",\"operate\"]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "90d, 2026-04-02T03:04:05Z",
        "1d, 2026-01-03T03:04:05Z",
        "2030-12-31, 2030-12-31T00:00:00Z"
    })
    void a_token_ends_after_days_or_at_a_date(String expires, Instant end) {
        assertThat(CreateToken.end(expires, Instant.parse("2026-01-02T03:04:05Z"))).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "0d", "tomorrow", "2030-13-01", "d"})
    void another_end_is_refused(String expires) {
        assertThatThrownBy(() -> CreateToken.end(expires, Instant.EPOCH))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "--expires is '%s': it must be a number of days, such as 90d, or a date, such as 2030-12-31."
                                .formatted(expires));
    }

    @Test
    void a_list_says_which_tokens_hold() {
        var revoked =
                MADE.formatted("")
                        .replace("\"revokedAt\": null", "\"revokedAt\": \"2026-02-02T03:04:05Z\"")
                        .replace("\"revokedBy\": null", "\"revokedBy\": \"Ada\"")
                        .replace("\"revokedWhy\": null", "\"revokedWhy\": \"lost laptop\"");
        var ended =
                MADE.formatted("")
                        .replace("\"expiresAt\": null", "\"expiresAt\": \"2026-01-03T00:00:00Z\"");
        gateway.answers(
                200,
                "{\"items\": [%s, %s, %s], \"next\": null}"
                        .formatted(MADE.formatted(""), revoked, ended));

        assertThat(run("list").out())
                .contains("m3k9x2p4q7r1", "Desk, night", "code", "2026-01-02", "administrator")
                .contains("valid", "revoked 2026-02-02 by Ada: lost laptop", "ended 2026-01-03");
    }

    @Test
    void a_token_is_revoked_with_a_reason() {
        gateway.answers(200, MADE.formatted(""));

        var run = run("revoke", "m3k9x2p4q7r1", "--why", "lost laptop");

        assertThat(run.out().strip())
                .isEqualTo("The token m3k9x2p4q7r1 of 'Desk, night' is revoked.");
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("DELETE /v1/tokens/m3k9x2p4q7r1?why=lost%20laptop");
    }

    @Test
    void only_the_id_of_a_whole_token_is_sent() {
        gateway.answers(200, MADE.formatted(""));
        var secret = Secret.fresh();

        var run = run("revoke", secret.reveal());
        var cut = run("revoke", secret.reveal().substring(0, 30));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::request)
                .containsExactly("DELETE /v1/tokens/" + secret.id());
        assertThat(cut.exitCode()).isEqualTo(2);
        assertThat(cut.err()).contains("This is not a whole access token. Name its id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://demarche.example",
                "http://10.0.0.7:8080",
                "http://127.0.0.1.evil.example"
            })
    void a_token_is_not_sent_over_plain_http_to_another_machine(String url) throws IOException {
        var file = file("dmr_secret", "rw-------").toString();

        var run = Run.demarche(home, "token", "list", "--token-file", file, "--url", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("The access token was not sent: with http, everybody on the way to ")
                .contains("Name an https address of the gateway");
    }

    @Test
    void each_request_has_the_token_of_the_file() throws IOException {
        gateway.answers(200, "{\"items\": [], \"next\": null}");

        run("list", "--token-file", file("dmr_secret\n", "rw-------").toString());

        assertThat(gateway.authorizations()).containsExactly("Bearer dmr_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void a_file_that_others_can_read_or_change_is_refused(String permissions) throws IOException {
        var file = file("dmr_secret", permissions);

        var run = run("list", "--token-file", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Others can read or change %s: ".formatted(file))
                .doesNotContain("dmr_secret");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_file_without_a_token_is_refused_and_not_shown() throws IOException {
        var run = run("list", "--token-file", file("two words", "rw-------").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("does not have an access token").doesNotContain("two words");
        assertThat(run("list", "--token-file", home.resolve("none").toString()).err())
                .contains("cannot be read (NoSuchFileException)");
    }

    @Test
    void a_redirect_to_another_host_does_not_take_the_token_along() throws IOException {
        try (var other = new FakeGateway()) {
            var file = file("dmr_secret", "rw-------").toString();
            gateway.sendsTo(other.url() + "/v1/tokens").sendsTo("/v1/tokens?x=1");
            gateway.answers(200, "{\"items\": [], \"next\": null}");
            other.answers(200, "{\"items\": [], \"next\": null}");

            run("list", "--token-file", file);
            run("list", "--token-file", file);

            assertThat(other.authorizations()).containsExactly("null");
            assertThat(gateway.authorizations())
                    .containsExactly("Bearer dmr_secret", "Bearer dmr_secret", "Bearer dmr_secret");
        }
    }

    private Path file(String text, String permissions) throws IOException {
        var file = home.resolve("token");
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Run run(String... words) {
        var all = new ArrayList<>(List.of("token"));
        all.addAll(List.of(words));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
