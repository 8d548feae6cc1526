package org.demarche.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.demarche.log.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @Test
    void members_have_one_order() {
        var problem = Problem.invalid(List.of(new Violation("/issue", "is missing")));

        assertThat(text(problem.adding("line 3")))
                .isEqualTo(
                        """
                        {"type":"/problems/invalid-body","title":"Invalid body","status":422,"detail":"One fault: nothing was written; line 3","violations":[{"pointer":"/issue","message":"is missing"}]}""");
        assertThat(text(Problem.of(ProblemKind.TAKEN, "It is", Map.of("by", "r1"))))
                .endsWith("\"detail\":\"It is\",\"by\":\"r1\"}");
    }

    @Test
    void half_of_a_surrogate_pair_is_no_reason_to_fail() {
        assertThat(text(Problem.unknownName("'\ud800' is no name", List.of())))
                .contains("\"status\":404", "'?' is no name");
    }

    @Test
    void whoever_must_sign_in_is_told_how() {
        assertThat(Problem.notSignedIn("Sign in", "code").challenge())
                .hasValue("Bearer realm=\"demarche\"");
        assertThat(Problem.of(ProblemKind.WRONG_TOKEN, "It has ended").challenge())
                .hasValue("Bearer realm=\"demarche\", error=\"invalid_token\"");
        var missing = Problem.roleMissing("Ask an admin", "operate");
        assertThat(missing.challenge())
                .hasValue(
                        "Bearer realm=\"demarche\", error=\"insufficient_scope\", scope=\"operate\"");
        assertThat(text(missing)).contains("\"role\":\"operate\"");
        assertThat(Problem.notFound("It is not here").challenge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, BAD_REQUEST", "404, NOT_FOUND", "405, METHOD_NOT_ALLOWED", "413, TOO_LARGE",
        "418, BAD_REQUEST", "431, HEADERS_TOO_LARGE", "500, FAILED", "505, HTTP_VERSION"
    })
    void each_status_of_the_server_has_a_kind(int status, ProblemKind kind) {
        var problem = Problem.ofStatus(status, "A title", "What is wrong");

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.status()).isEqualTo(status);
    }

    private static String text(Problem problem) {
        return new String(problem.json(), UTF_8);
    }
}
