package org.demarche.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody does more than the roles of an access token allow. */
class AccessTest extends AccessRequests {

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

    private static HttpResponse<String> send(
            String method, String path, String token, String body) {
        return exchange(stack.uri(), method, path, token, body);
    }
}
