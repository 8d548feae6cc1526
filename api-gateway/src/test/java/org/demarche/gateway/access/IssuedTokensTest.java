package org.demarche.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.Secret;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** An admin makes, lists and revokes access tokens; a secret is told once. */
class IssuedTokensTest extends AccessRequests {

    private static final String NEW_TOKEN = "{\"name\": \"Desk, night\", \"roles\": [\"code\"]}";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_token_holds_at_every_gateway_until_it_is_revoked_at_one() {
        var other = stack.startAnother();
        var made = send("POST", "/v1/tokens", ADMIN.reveal(), NEW_TOKEN);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        var answer = OpenApi.json(made.body());
        var token = answer.get("token").asText();
        assertThat(answer.get("createdBy").asText()).isEqualTo("administrator");
        await(other, token, 200);

        var revoked =
                send(
                        "DELETE",
                        "/v1/tokens/%s?why=lost%%20laptop".formatted(answer.get("id").asText()),
                        ADMIN.reveal(),
                        "");

        assertThat(OpenApi.json(revoked.body()).get("revokedWhy").asText())
                .isEqualTo("lost laptop");
        assertThat(send("GET", "/v1/actors", token, "").statusCode()).isEqualTo(401);
        await(other, token, 401);
        stack.restart();
        assertThat(send("GET", "/v1/actors", token, "").statusCode()).isEqualTo(401);
        var again = send("DELETE", "/v1/tokens/" + answer.get("id").asText(), ADMIN.reveal(), "");
        assertThat(again.body()).isEqualTo(revoked.body());
        assertThat(send("GET", "/v1/tokens?limit=1000", ADMIN.reveal(), "").body())
                .contains(answer.get("id").asText())
                .doesNotContain(token)
                .doesNotContain("digest");
    }

    /** The other gateway reads what this one wrote a moment later. */
    private static void await(URI gateway, String token, int status) {
        Await.until(
                "status " + status,
                () -> exchange(gateway, "GET", "/v1/actors", token, "").statusCode() == status);
    }

    @Test
    void a_list_of_tokens_has_pages() {
        stack.token("One", null, AccessRole.READ);
        stack.token("Two", null, AccessRole.READ);

        var first = OpenApi.json(send("GET", "/v1/tokens?limit=1", ADMIN.reveal(), "").body());
        var second =
                OpenApi.json(
                        send(
                                        "GET",
                                        "/v1/tokens?limit=1&cursor=" + first.get("next").asText(),
                                        ADMIN.reveal(),
                                        "")
                                .body());

        assertThat(second.at("/items/0/id")).isNotEqualTo(first.at("/items/0/id"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"roles": ["read"]}                                | /name | is missing
                    {"name": "a", "roles": []}                         | /roles | must have at least one of read, code, operate and admin
                    {"name": "a", "roles": ["editor"]}                 | /roles/0 | must be read, code, operate or admin, but is 'editor'
                    {"name": "Administrator", "roles": ["read"]}       | /name | is the name of the token in demarche.auth.admin: choose another one
                    {"name": "a\\u202eb", "roles": ["read"]}           | /name | holds U+202E, which changes the direction of a text (character 2)
                    {"name": "a", "roles": ["read"], "expiresAt": "2020-01-01T00:00:00Z"} | /expiresAt | is in the past: the gateway's clock says
                    {"name": "a", "roles": ["read"], "expiresAt": "90d"} | /expiresAt | must be an instant, such as 2026-12-31T00:00:00Z: '90d' is not one
                    {"name": "a", "roles": ["read"], "role": "read"}   | /role | is unknown
                    """)
    void a_token_that_cannot_be_is_refused(String body, String pointer, String message) {
        var response = send("POST", "/v1/tokens", ADMIN.reveal(), body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(OpenApi.json(response.body()).get("violations"))
                .anySatisfy(
                        violation -> {
                            assertThat(violation.get("pointer").asText()).isEqualTo(pointer);
                            assertThat(violation.get("message").asText()).startsWith(message);
                        });
    }

    @Test
    void a_token_whose_record_cannot_be_read_is_refused_until_a_later_one_can() {
        for (var value : new byte[][] {"{\"id\": 1}".getBytes(UTF_8), null}) {
            var secret = stack.token("Gone", null, AccessRole.READ);

            stack.tell(secret.id(), value);

            var refused = send("GET", "/v1/actors", secret.reveal(), "");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(OpenApi.json(refused.body()).get("detail").asText())
                    .isEqualTo(
                            "The record of the access token %s cannot be read, so the token may be revoked: ask for another access token"
                                    .formatted(secret.id()));
            assertThat(stack.operation("/health/readiness").body())
                    .contains(".tokens, partition 0, cannot be read and blocks its access token");

            stack.tell(tokenOf(secret));

            assertThat(send("GET", "/v1/actors", secret.reveal(), "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_whole_token_in_an_address_is_not_repeated() {
        var secret = Secret.fresh().reveal();

        var response = send("DELETE", "/v1/tokens/" + secret, ADMIN.reveal(), "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains("This is not the id of an access token")
                .doesNotContain(secret);
    }

    @Test
    void no_line_of_the_log_has_a_secret() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka");
        var lines = new ListAppender<ILoggingEvent>();
        var before = root.getLevel();
        var beforeOfKafka = kafka.getLevel();
        lines.start();
        root.addAppender(lines);
        try {
            root.setLevel(Level.DEBUG);
            kafka.setLevel(Level.DEBUG);
            var made = OpenApi.json(send("POST", "/v1/tokens", ADMIN.reveal(), NEW_TOKEN).body());
            var token = made.get("token").asText();
            send("GET", "/v1/actors", token, "");
            send("POST", "/v1/reports", token, "{}");
            send("POST", "/v1/projections/positions/rollback", token, "{}");
            send("GET", "/v1/actors", token + "x", "");
            send("DELETE", "/v1/tokens/" + made.get("id").asText(), ADMIN.reveal(), "");
            send("GET", "/v1/actors", token, "");

            var secrets =
                    List.of(
                            token.substring("dmr_".length() + made.get("id").asText().length() + 1),
                            ADMIN.reveal());
            assertThat(List.copyOf(lines.list))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(
                            line ->
                                    assertThat(text(line))
                                            .doesNotContain(secrets.getFirst())
                                            .doesNotContain(secrets.getLast()));
        } finally {
            root.setLevel(before);
            kafka.setLevel(beforeOfKafka);
            root.detachAppender(lines);
        }
    }

    private static String text(ILoggingEvent line) {
        return line.getFormattedMessage()
                + line.getMDCPropertyMap()
                + (line.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(line.getThrowableProxy()));
    }

    private static HttpResponse<String> send(
            String method, String path, String token, String body) {
        return exchange(stack.uri(), method, path, token, body);
    }
}
