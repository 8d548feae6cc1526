package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.demarche.gateway.Stack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Impossible decisions are refused, and change nothing. */
class ProjectionRefusalsTest {

    private static final String PROJECTION = "/v1/projections/positions";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        assertThat(stack.get(PROJECTION).headers().firstValue("Demarche-Token")).contains("c:0");
        stack.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST   | /v1/projections/positons/replays              | 404 | did you mean positions?
                    POST   | /v1/projections/positons/rollback             | 404 | "suggestions":["positions"]
                    GET    | /v1/projections/positons/versions/2           | 404 | "suggestions":["positions"]
                    GET    | /v1/projections/positions/versions/9          | 404 | has no version 9
                    GET    | /v1/projections/positions/versions/two        | 404 | has no version two
                    PATCH  | /v1/projections/positions/versions/9          | 404 | has no version 9
                    DELETE | /v1/projections/positions/versions/9          | 404 | has no version 9
                    POST   | /v1/projections/positions/versions/9/promotion | 404 | has no version 9
                    POST   | /v1/projections/positions/rollback            | 409 | "type":"/problems/no-standby"
                    PATCH  | /v1/projections/positions/versions/2          | 409 | positions/2 is live
                    DELETE | /v1/projections/positions/versions/2          | 409 | positions/2 is live
                    DELETE | /v1/projections/positions             | 409 | positions is folded by code, so it cannot be deleted
                    DELETE | /v1/projections/positons              | 404 | "suggestions":["positions"]
                    DELETE | /v1/projections/positions?by=a%1Bb    | 400 | holds the control character U+001B
                    POST   | /v1/projections/positions/replays?limit=1     | 400 | "parameter":"limit"
                    DELETE | /v1/projections/positions/versions/2?by=a%1Bb | 400 | holds the control character U+001B
                    DELETE | /v1/projections/positions/versions/2?why=%E2%80%AEb | 400 | holds U+202E
                    GET    | /v1/projections?limit=0                       | 400 | "parameter":"limit"
                    """)
    void what_is_not_there_or_cannot_be_is_refused(
            String method, String path, int status, String said) {
        var body = method.equals("PATCH") ? "{\"state\":\"paused\"}" : "";

        var refused = stack.write(method, path, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST  | replays              | {"promte":"auto"}                 | 422 | "pointer":"/promte"
                    POST  | replays              | {"promote":"at once"}             | 422 | must be one of auto, manual
                    POST  | replays              | {"throttle":0}                    | 422 | "pointer":"/throttle"
                    POST  | replays              | {"until":"tomorrow"}              | 422 | must be an instant
                    POST  | replays              | {"within":"much"}                 | 422 | must be a whole number, but is a text
                    POST  | replays              | [1]                               | 422 | must be an object, but is a list
                    POST  | replays              | {"promote"                        | 400 | /problems/malformed-json
                    POST  | replays              | {"why":"a\\u001b]0;title"}         | 422 | holds the control character U+001B
                    POST  | replays              | {"by":"a\\u202eb"}               | 422 | holds U+202E, which changes the direction of a text
                    POST  | rollback             | {"to":"two"}                      | 422 | "pointer":"/to"
                    POST  | rollback             | {"to":9}                          | 409 | positions has no standby to roll back to
                    POST  | versions/2/promotion | {"keep":0}                        | 409 | positions/2 is live
                    POST  | versions/2/promotion | {"force":"yes"}                   | 422 | must be true or false, but is a text
                    POST  | versions/2/promotion | {"keep":99}                       | 422 | must be 0 to 10
                    PATCH | versions/2           | {"throttle":null}                 | 409 | only one that is replaying or paused can be throttled
                    PATCH | versions/2           | {}                                | 422 | must have state or throttle
                    PATCH | versions/2           | {"state":"live"}                  | 422 | must be one of paused, replaying
                    """)
    void faults_of_a_body_are_named(
            String method, String path, String body, int status, String said) {
        var refused = stack.write(method, PROJECTION + '/' + path, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(said);
    }

    @ParameterizedTest
    @CsvSource({"rollback, to", "versions/2/promotion, keep"})
    void what_is_so_already_is_answered_and_not_decided_again(String path, String field) {
        var number = field.equals("to") ? 2 : 1;

        var answer =
                stack.write(
                        "POST", PROJECTION + '/' + path, "{\"%s\":%d}".formatted(field, number));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"version\":2,\"state\":\"live\"");
    }

    @Test
    void a_body_of_another_type_is_refused() {
        var refused =
                stack.send(
                        HttpRequest.newBuilder(stack.uri().resolve(PROJECTION + "/replays"))
                                .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .build());

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("must be application/json");
    }
}
