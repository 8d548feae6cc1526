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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.OpenApi.Operation;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.http.Problem;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken.Revocation;
import org.demarche.log.access.Secret;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Nobody does more than the roles of an access token allow. */
class AccessTest extends AccessRequests {

    private static final String NEW_TOKEN = "{\"name\": \"Desk, night\", \"roles\": [\"code\"]}";

    /**
     * The operations of each role by name. All that is not here only reads, and needs {@code read}.
     */
    private static final Map<String, Set<String>> ROLES =
            Map.of(
                    "",
                    Set.of(
                            "getHealth",
                            "getLiveness",
                            "getReadiness",
                            "getOpenApi",
                            "getProblemTypes",
                            "getProblemType"),
                    "code",
                    Set.of(
                            "fileReports",
                            "correctReport",
                            "correctReports",
                            "retractReport",
                            "retractReports",
                            "putActor",
                            "putIssue",
                            "putOutlet"),
                    "operate",
                    Set.of(
                            "declareProjection",
                            "deleteProjection",
                            "startReplay",
                            "changeVersion",
                            "promoteVersion",
                            "rollBackProjection",
                            "removeVersion",
                            "startRetry"),
                    "admin",
                    Set.of("restoreLines", "listTokens", "createToken", "revokeToken"));

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(SETTINGS);
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** Each operation of the document is tried with no token and with a token of each role. */
    @Test
    void every_operation_needs_the_role_that_the_document_says() {
        var tokens = new EnumMap<AccessRole, Secret>(AccessRole.class);
        AccessRole.ALL.forEach(role -> tokens.put(role, stack.token("A " + role, null, role)));
        var found = new TreeMap<String, Set<String>>();
        var faults = new ArrayList<String>();
        for (var operation : OpenApi.DOCUMENT.operations()) {
            if (operation.path().equals("/prometheus")) {
                continue; // not on this port
            }
            var needed = needed(operation);
            found.computeIfAbsent(needed, _ -> new TreeSet<>())
                    .add(operation.node().path("operationId").asText());
            expect(operation, "", needed.isEmpty() ? 0 : 401, faults);
            for (var role : AccessRole.ALL) {
                var may = needed.isEmpty() || role.holds(AccessRole.of(needed));
                expect(operation, tokens.get(role).reveal(), may ? 0 : 403, faults);
            }
        }

        assertThat(faults).isEmpty();
        var reads = found.remove("read");
        assertThat(found).isEqualTo(ROLES);
        assertThat(reads)
                .contains("exportReports", "listDecisions", "getStart")
                .allMatch(name -> name.matches("(get|list|export).*"));
    }

    private static String needed(Operation operation) {
        var security = operation.node().path("security");
        if (security.isMissingNode()) {
            return "";
        }
        assertThat(security).as(operation.toString()).hasSize(1);
        return security.at("/0/bearer/0").asText();
    }

    /**
     * @param refusal 401 or 403; 0 for any other answer
     */
    private static void expect(
            Operation operation, String token, int refusal, List<String> faults) {
        var path = operation.path().replaceAll("\\{[^}]*}", "nothing");
        var isRead = operation.method().equals("GET");
        for (var method : isRead ? List.of("GET", "HEAD") : List.of(operation.method())) {
            var status = send(method, path, token, "").statusCode();
            var isRefusal = status == 401 || status == 403;
            if (refusal == 0 ? isRefusal : status != refusal) {
                faults.add("%s %s with '%s' answers %d".formatted(method, path, token, status));
            }
        }
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``           | 401 | not-signed-in | This request needs an access token with the role read | Bearer realm="demarche"
                    Basic YTpi   | 401 | wrong-token   | must be given once, as Bearer and an access token | Bearer realm="demarche", error="invalid_token"
                    Bearer       | 401 | wrong-token   | must be given once, as Bearer and an access token | Bearer realm="demarche", error="invalid_token"
                    Bearer x     | 401 | wrong-token   | This access token is unknown | Bearer realm="demarche", error="invalid_token"
                    Bearer <gone>    | 401 | wrong-token | The access token <gone.id> was revoked: ask for another access token | Bearer realm="demarche", error="invalid_token"
                    Bearer <ended>   | 401 | wrong-token | The access token <ended.id> ended at 2025-01-01T00:00:00Z, and it is | Bearer realm="demarche", error="invalid_token"
                    Bearer <altered> | 401 | wrong-token | This access token is unknown | Bearer realm="demarche", error="invalid_token"
                    """)
    void a_token_that_does_not_hold_is_refused_with_the_reason(
            String header, int status, String slug, String detail, String challenge) {
        var gone = stack.token("Gone", null, AccessRole.READ);
        var read = tokenOf(gone);
        stack.tell(read.revoked(new Revocation(Reports.RECORDED, "a test", null)));
        var ended = stack.token("Ended", Reports.RECORDED, AccessRole.READ);
        var good = stack.token("Good", null, AccessRole.READ).reveal();
        var altered = good.substring(0, good.length() - 2) + (good.endsWith("AA") ? "BB" : "AA");
        var authorization =
                header.replace("<gone>", gone.reveal())
                        .replace("<ended>", ended.reveal())
                        .replace("<altered>", altered);

        var response =
                authorization.isEmpty()
                        ? stack.get("/v1/actors/norland")
                        : stack.get("/v1/actors/norland", "Authorization", authorization);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains(challenge);
        var problem = OpenApi.json(response.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("detail").asText())
                .contains(detail.replace("<gone.id>", gone.id()).replace("<ended.id>", ended.id()))
                .doesNotContain(good);
    }

    @Test
    void a_browser_without_a_token_gets_a_page_and_a_program_a_problem() {
        var page = stack.get("/actors/norland", "Accept", "text/html");
        var problem = stack.get("/actors/norland", "Accept", "*/*");

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(page.body()).contains("<h1>Sign in</h1>", "<main");
        assertThat(problem.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(String.join(", ", problem.headers().allValues("Vary")))
                .containsPattern("Accept(?!-)");
    }

    @Test
    void requests_that_are_refused_for_their_token_are_counted() {
        var before = refused("wrong-token");

        stack.get("/v1/actors/norland", "Authorization", "Bearer x");

        assertThat(refused("wrong-token")).isEqualTo(before + 1);
    }

    private static double refused(String problem) {
        return stack.operation("/prometheus")
                .body()
                .lines()
                .filter(
                        line ->
                                line.startsWith(
                                        "demarche_refused_callers_total{problem=\"%s\"}"
                                                .formatted(problem)))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    @Test
    void a_token_that_is_too_weak_is_told_which_role_it_needs() {
        var reader = stack.token("Reading room", null, AccessRole.READ);

        var response = send("POST", "/v1/reports", reader.reveal(), "{}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .contains(
                        "Bearer realm=\"demarche\", error=\"insufficient_scope\", scope=\"code\"");
        assertThat(OpenApi.json(response.body()).get("detail").asText())
                .isEqualTo(
                        "The access token of 'Reading room' lacks the role code that this request"
                                + " needs: ask an admin for an access token with it");
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
    void the_signed_in_caller_decides_and_the_name_in_the_request_is_ignored() {
        var operator = stack.token("Projection desk", null, AccessRole.OPERATE);

        var response =
                send(
                        "POST",
                        "/v1/projections/positions/replays",
                        operator.reveal(),
                        "{\"by\": \"somebody else\", \"why\": \"a trial\", \"promote\":"
                                + " \"manual\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(stack.decisions())
                .anySatisfy(
                        decision ->
                                assertThat(decision)
                                        .contains("\"by\":\"Projection desk\",\"why\":\"a trial\""))
                .noneMatch(decision -> decision.contains("somebody else"));
    }

    @Test
    void the_port_for_operation_asks_for_no_token() {
        assertThat(stack.operation("/health/readiness").statusCode()).isEqualTo(200);
        assertThat(stack.operation("/prometheus").statusCode()).isEqualTo(200);
        assertThat(stack.operation("/v1/actors").statusCode()).isEqualTo(404);
    }

    @Test
    void an_address_that_is_not_there_is_not_found_without_a_token() {
        assertThat(stack.get("/v1/nowhere").statusCode()).isEqualTo(404);
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
