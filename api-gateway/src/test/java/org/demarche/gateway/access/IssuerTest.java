package org.demarche.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.log.access.AccessRole;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Tokens of an issuer, which may be away, and whose keys change. */
class IssuerTest {

    private static FakeIssuer issuer;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        issuer = new FakeIssuer();
        stack = stack(issuer);
    }

    private static Stack stack(FakeIssuer issuer) {
        return Stack.start(
                Map.of(
                        "demarche.auth",
                        "oidc",
                        "demarche.auth.issuer",
                        issuer.url(),
                        "demarche.auth.audience",
                        FakeIssuer.AUDIENCE,
                        "demarche.auth.roles",
                        "realm_access.roles"));
    }

    @AfterAll
    static void stop() {
        stack.close();
        issuer.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"read, 200", "code, 200", "admin, 200", "offline_access, 403", "READ, 403"})
    void a_role_in_the_claim_allows_what_it_allows(String role, int status) {
        var jwt = issuer.sign(issuer.claims(role).build());

        assertThat(get(stack, jwt).statusCode()).isEqualTo(status);
    }

    @Test
    void the_subject_is_the_author() {
        var jwt = issuer.sign(issuer.claims("operate", "elsewhere").build());

        var response = replay(stack, jwt);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertLastDecidedBy(stack, "ada");
    }

    /** The gateway itself may have decided since then that the version is ready. */
    private static void assertLastDecidedBy(Stack gateway, String author) {
        assertThat(gateway.decisions())
                .filteredOn(decision -> !decision.contains("\"by\":\"gateway\""))
                .last()
                .asString()
                .contains("\"by\":\"%s\"".formatted(author));
    }

    private static HttpResponse<String> replay(Stack gateway, String jwt) {
        return send(
                gateway,
                HttpRequest.newBuilder(gateway.uri().resolve("/v1/projections/positions/replays"))
                        .POST(BodyPublishers.ofString("{\"promote\": \"manual\"}"))
                        .header("Content-Type", "application/json"),
                jwt);
    }

    @Test
    void an_access_token_of_demarche_holds_too() {
        var secret = stack.token("Desk", null, AccessRole.READ);

        assertThat(get(stack, secret.reveal()).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "ended",
                        one -> one.sign(ended(one)),
                        "The access token has ended, and it is "),
                wrong(
                        "for another audience",
                        one -> one.sign(one.claims("admin").audience("mail").build()),
                        "audience"),
                wrong(
                        "of another issuer",
                        one -> one.sign(one.claims("admin").issuer("https://evil.example").build()),
                        "iss"),
                wrong(
                        "without an audience",
                        one -> one.sign(one.claims("admin").audience((String) null).build()),
                        "aud"),
                wrong(
                        "without an issuer",
                        one -> one.sign(one.claims("admin").issuer(null).build()),
                        "iss"),
                wrong(
                        "without an end",
                        one -> one.sign(one.claims("admin").expirationTime(null).build()),
                        "exp"),
                wrong(
                        "without a name",
                        one -> one.sign(one.claims("admin").subject(null).build()),
                        "The access token has no name of its owner in the claim 'sub'"),
                wrong(
                        "of an administrator",
                        one -> one.sign(one.claims("read").subject("Administrator").build()),
                        "set demarche.auth.name to another claim"),
                wrong(
                        "that is not valid yet",
                        one ->
                                one.sign(
                                        one.claims("admin")
                                                .notBeforeTime(
                                                        Date.from(Instant.now().plusSeconds(3_600)))
                                                .build()),
                        "set the clock that is wrong"),
                wrong(
                        "of another type",
                        one -> one.sign(one.claims("admin").build(), "logout+jwt"),
                        "type"),
                wrong(
                        "without a signature",
                        one -> one.signNot(one.claims("admin").build()),
                        "plain"),
                wrong(
                        "signed with the public key",
                        one -> one.signSymmetrically(one.claims("admin").build()),
                        "is not valid here"),
                wrong("with other claims", IssuerTest::altered, "is not valid here"),
                wrong("that is none", _ -> "eyJhbGciOiJub25lIn0", "neither an access token"));
    }

    private static Arguments wrong(String name, Function<FakeIssuer, String> jwt, String detail) {
        return Arguments.of(name, jwt, detail);
    }

    private static JWTClaimsSet ended(FakeIssuer issuer) {
        return issuer.claims("admin")
                .expirationTime(Date.from(Instant.now().minusSeconds(3_600)))
                .build();
    }

    /** The signature of one token behind the claims of another. */
    private static String altered(FakeIssuer issuer) {
        var weak = issuer.sign(issuer.claims("read").build()).split("\\.");
        var strong = issuer.sign(issuer.claims("admin").build()).split("\\.");
        return String.join(".", weak[0], strong[1], weak[2]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_token_that_does_not_hold_is_refused(
            String name, Function<FakeIssuer, String> jwt, String detail) {
        var token = jwt.apply(issuer);

        var response = get(stack, token);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("error=\"invalid_token\"");
        var problem = OpenApi.json(response.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/wrong-token");
        assertThat(problem.get("detail").asText()).containsIgnoringCase(detail);
        assertThat(response.body()).doesNotContain(token);
    }

    @Test
    void a_key_that_the_issuer_begins_to_use_is_asked_for() throws Exception {
        try (var own = new FakeIssuer();
                var gateway = stack(own)) {
            var first = own.sign(own.claims("read").build());
            assertThat(get(gateway, first).statusCode()).isEqualTo(200);

            own.rotate("second");

            assertThat(get(gateway, own.sign(own.claims("read").build())).statusCode())
                    .isEqualTo(200);
            assertThat(get(gateway, first).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void keys_that_the_issuer_does_not_have_are_refused_and_not_logged() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(Issuer.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        try (var own = new FakeIssuer();
                var gateway = stack(own)) {
            logger.addAppender(lines);
            for (var i = 1; i <= 10; i++) {
                var refused = get(gateway, own.signAs("random-" + i, own.claims("admin").build()));

                assertThat(refused.statusCode()).as("token " + i).isEqualTo(401);
            }
            var good = own.sign(own.claims("read").build());
            assertThat(get(gateway, good).statusCode()).isEqualTo(200);
            assertThat(lines.list).isEmpty();
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void an_issuer_that_is_away_is_logged_once() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(Issuer.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        try (var own = new FakeIssuer();
                var gateway = stack(own)) {
            var good = own.sign(own.claims("read").build());
            assertThat(get(gateway, good).statusCode()).isEqualTo(200);
            own.goAway();
            logger.addAppender(lines);

            for (var i = 1; i <= 4; i++) {
                var refused = get(gateway, own.signAs("random-" + i, own.claims("read").build()));
                assertThat(refused.statusCode()).isEqualTo(503);
            }

            assertThat(lines.list).hasSize(1);
            assertThat(get(gateway, good).statusCode()).isEqualTo(200);
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void a_name_is_kept_in_one_form_of_unicode() {
        var jwt = issuer.sign(issuer.claims("operate").subject("Jose\u0301").build());

        try (var gateway = stack(issuer)) {
            var response = replay(gateway, jwt);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            assertLastDecidedBy(gateway, "Jos\u00e9");
        }
    }

    @Test
    void a_name_with_space_around_it_is_refused() {
        var response = get(stack, issuer.sign(issuer.claims("read").subject("ada ").build()));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(OpenApi.json(response.body()).get("detail").asText())
                .startsWith("The claim 'sub' of the access token cannot be the name of its owner");
    }

    @Test
    void without_the_issuer_nobody_gets_in_but_with_a_token_of_demarche() throws Exception {
        try (var own = new FakeIssuer();
                var gateway = stack(own)) {
            var jwt = own.sign(own.claims("admin").build());
            own.goAway();

            var response = get(gateway, jwt);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(OpenApi.json(response.body()).get("detail").asText())
                    .isEqualTo(
                            "The keys of the issuer %s cannot be read, so no access token of it can be checked: try again"
                                    .formatted(own.url()));
            var secret = gateway.token("Desk", null, AccessRole.READ);
            assertThat(get(gateway, secret.reveal()).statusCode()).isEqualTo(200);

            own.comeBack();
            Await.until("the issuer is back", () -> get(gateway, jwt).statusCode() == 200);
        }
    }

    @Test
    void an_issuer_that_says_it_is_another_one_is_not_believed() throws Exception {
        try (var own = new FakeIssuer();
                var gateway = stack(own)) {
            own.names("https://evil.example");

            assertThat(get(gateway, own.sign(own.claims("admin").build())).statusCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                    | demarche | demarche.auth is oidc, and demarche.auth.issuer is not set: it must be the URL of the issuer, such as https://login.example
                    https://login.example | ``       | demarche.auth is oidc, and demarche.auth.audience is not set: it must be the audience that the issuer gives tokens for this gateway
                    http://login.invalid  | demarche | demarche.auth.issuer is 'http://login.invalid': it must be a URL that begins with https://
                    login.example         | demarche | demarche.auth.issuer is 'login.example': it must be a URL that begins with https://
                    """)
    void an_issuer_that_cannot_be_is_named(String issuer, String audience, String message) {
        assertThatThrownBy(() -> IssuerSettings.of(issuer, audience, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_gateway_without_an_issuer_does_not_start() {
        assertThatThrownBy(() -> Stack.start(Map.of("demarche.auth", "oidc")))
                .rootCause()
                .hasMessageStartingWith(
                        "demarche.auth is oidc, and demarche.auth.issuer is not set");
    }

    private static HttpResponse<String> get(Stack gateway, String token) {
        var address = URI.create(gateway.uri() + "/v1/actors");
        return send(gateway, HttpRequest.newBuilder(address), token);
    }

    private static HttpResponse<String> send(
            Stack gateway, HttpRequest.Builder request, String token) {
        return gateway.send(request.header("Authorization", "Bearer " + token).build());
    }
}
