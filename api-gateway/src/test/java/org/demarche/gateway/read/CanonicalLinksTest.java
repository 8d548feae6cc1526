package org.demarche.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.gateway.entrance.Proxies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links to cite have the scheme and the host under which a client reaches the gateway. */
class CanonicalLinksTest {

    private static final String POSITION = "/v1/actors/arvenia/positions/peace";

    private static Stack stack;
    private static Stack behindProxy;

    @BeforeAll
    static void start() {
        stack = World.start();
        behindProxy = World.start(Map.of("demarche.proxies", "127.0.0.0/8, 2001:db8::/32"));
    }

    @AfterAll
    static void stop() {
        stack.close();
        behindProxy.close();
    }

    @Test
    void a_link_has_the_scheme_and_host_of_the_request() {
        assertThat(World.link(stack.get(POSITION)))
                .isEqualTo(
                        "http://127.0.0.1:%d%s?asKnown=2025-01-01T00:00:00Z&rule=latest-own/1"
                                .formatted(stack.port(), POSITION));
        assertThat(World.link(stack.get(POSITION + "?asOf=2023-01-01")))
                .contains("/peace?asOf=2023-01-01&asKnown=");
    }

    @Test
    void nobody_is_trusted_who_is_not_in_the_setting() {
        var link =
                World.link(stack.get(POSITION, "Forwarded", "proto=https;host=demarche.example"));

        assertThat(link).startsWith("http://127.0.0.1:");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/forwarded.txt", delimiter = '|', quoteCharacter = '`')
    void a_trusted_proxy_says_where_it_was_reached(String forwarded, String origin) {
        var link = World.link(behindProxy.get(POSITION, "Forwarded", forwarded));

        assertThat(link.substring(0, link.indexOf("/v1/")))
                .isEqualTo(origin.replace("here", "127.0.0.1:" + behindProxy.port()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proto",
                "for=192.0.2.1,proto=https;host",
                "host=\"demarche.example",
                "proto=gopher",
                "host=\"a>b\""
            })
    void a_header_of_a_trusted_proxy_that_cannot_be_read_is_refused(String forwarded) {
        var refused = behindProxy.get(POSITION, "Forwarded", forwarded);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("wrong-parameter");
        assertThat(stack.get(POSITION, "Forwarded", forwarded).statusCode()).isEqualTo(200);
    }

    @Test
    void a_host_that_is_none_is_refused_with_the_header_that_has_it() {
        var refused = behindProxy.get(POSITION, "Forwarded", "proto=https;host=\"\"");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("\"parameter\":\"Forwarded\",\"message\":\"has '': it must be a host");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/positions?actor=Belmora,Arvenia&issue=Peace         | actor=arvenia&actor=belmora&issue=peace
                    /v1/statements?outlet=Daily&agency=Wire&speaker=Ada     | agency=wire&outlet=daily&speaker=Ada
                    /v1/statements?origin=Herald,Ada%20Lund                 | origin=herald&origin=ada-lund
                    /v1/shifts?actor=Arvenia                                | actor=arvenia
                    /v1/actors/Arvenia/ascriptions?issue=Peace&issue=Tolls  | issue=peace&issue=tolls
                    /v1/export/statements?format=csv&actor=Belmora          | actor=belmora&format=csv
                    """)
    void a_link_has_ids_for_the_names_in_parameters(String path, String parameters) {
        assertThat(World.link(stack.get(path))).endsWith("&" + parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "127.0.0.1/33", "10.0.0.0/8/8", "127.0.0.1/-1"})
    void a_setting_that_cannot_be_is_named(String setting) {
        assertThatThrownBy(() -> Proxies.of("127.0.0.1, " + setting))
                .hasMessageContaining("demarche.proxies has '%s'".formatted(setting));
    }
}
