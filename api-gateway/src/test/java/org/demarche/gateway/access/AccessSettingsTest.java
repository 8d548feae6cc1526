package org.demarche.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that decide who must sign in. */
class AccessSettingsTest extends AccessRequests {

    @Test
    void a_header_for_another_program_does_no_harm_where_nobody_has_to_sign_in() {
        var settings =
                Map.<String, Object>of(
                        "demarche.auth",
                        "oidc",
                        "demarche.auth.issuer",
                        "https://login.example",
                        "demarche.auth.audience",
                        "demarche");
        for (var one : List.of(SETTINGS, settings)) {
            try (var own = Stack.start(one)) {
                for (var header : List.of("Basic YTpi", "Bearer x", "Bearer eyJhbGciOiJub25lIn0")) {
                    for (var path : List.of("/health/readiness", "/prometheus")) {
                        assertThat(own.operation(path, "Authorization", header).statusCode())
                                .as(path)
                                .isEqualTo(200);
                    }
                    for (var path : List.of("/openapi.yml", "/problems", "/health")) {
                        assertThat(own.get(path, "Authorization", header).statusCode())
                                .as(path)
                                .isEqualTo(200);
                    }
                }
            }
        }
    }

    @Test
    void reads_can_be_open_while_writes_are_not() {
        try (var open =
                Stack.start(Map.of("demarche.auth", "tokens", "demarche.auth.read", "open"))) {
            assertThat(open.get("/v1/actors").statusCode()).isEqualTo(200);
            assertThat(open.get("/v1/actors", "Authorization", "Bearer x").statusCode())
                    .isEqualTo(401);
            assertThat(open.write("POST", "/v1/reports", "{}").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_gateway_without_tokens_says_so() {
        try (var open = Stack.start()) {
            var response = open.get("/v1/tokens");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(OpenApi.json(response.body()).get("detail").asText())
                    .isEqualTo(
                            "This gateway does not ask for access tokens, so it keeps none: set"
                                    + " demarche.auth to tokens");
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2} on {3} -> {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``     | ``    | ``   | 127.0.0.1 | OFF
                    ``     | ``    | ``   | localhost | OFF
                    ``     | ``    | ``   | ::1       | OFF
                    ``     | ``    | ``   | 0.0.0.0   | The gateway listens on 0.0.0.0, where others reach it, and demarche.auth is not set. Set it to tokens or oidc, so that callers must sign in, or to off if only trusted programs reach this address
                    ``     | ``    | ``   | nowhere.invalid | The gateway listens on nowhere.invalid, where others reach it, and demarche.auth is not set. Set it to tokens or oidc, so that callers must sign in, or to off if only trusted programs reach this address
                    off    | ``    | ``   | 0.0.0.0   | OFF
                    tokens | open  | ``   | 0.0.0.0   | TOKENS
                    oidc   | token | ``   | 0.0.0.0   | OIDC
                    false  | ``    | ``   | 127.0.0.1 | demarche.auth is 'false': it must be off, tokens or oidc
                    tokens | yes   | ``   | 127.0.0.1 | demarche.auth.read is 'yes': it must be token or open
                    tokens | ``    | dmr_secret | 127.0.0.1 | demarche.auth.admin is not a digest: it must be 64 hexadecimal digits in lower case, as `demarche token new` prints them
                    """)
    void settings_say_who_must_sign_in(
            String auth, String read, String admin, String host, String outcome) {
        if (outcome.contains(" ")) {
            assertThatThrownBy(() -> Access.of(auth, read, admin, host))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(outcome);
        } else {
            assertThat(Access.of(auth, read, admin, host).mode()).hasToString(outcome);
        }
    }
}
