package org.demarche.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TlsGuardTest {

    @Test
    void a_gateway_with_a_certificate_does_not_speak_plain_http() {
        var tls = new Tls("cert.pem", "key.pem");

        assertThatCode(() -> tls.requireSpoken("https")).doesNotThrowAnyException();
        assertThatThrownBy(() -> tls.requireSpoken("http"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "demarche.tls.cert is set, but the gateway would speak http: remove the settings micronaut.server.ssl, which keep it from TLS");
    }

    @Test
    void a_gateway_without_a_certificate_speaks_plain_http() {
        assertThatCode(() -> new Tls("", "").requireSpoken("http")).doesNotThrowAnyException();
    }
}
