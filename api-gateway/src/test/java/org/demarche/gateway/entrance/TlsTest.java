package org.demarche.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.demarche.broker.FreePorts;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway's port speaks TLS with the certificate of two files. */
class TlsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"ecp256", "rsa2048"})
    void it_speaks_tls_and_takes_a_renewed_certificate_without_a_restart(Algorithm algorithm)
            throws Exception {
        write(made(1, algorithm, Duration.ofDays(30)));
        var port = FreePorts.one();
        try (var stack = start(port)) {
            assertThat(stack.uri()).isEqualTo(URI.create("https://127.0.0.1:" + port));
            assertThat(serial(port)).isEqualTo(1);
            assertThat(answer(port)).startsWith("HTTP/1.1 200 ");
            assertThat(stack.operation("/health/liveness").statusCode()).isEqualTo(200);

            Files.writeString(cert(), "half a fi");
            write(made(2, algorithm, Duration.ofDays(30)));

            Await.until("the new certificate", () -> serial(port) == 2);
        }
    }

    @Test
    void a_certificate_that_ends_soon_is_told_in_health_and_meters() throws Exception {
        write(made(1, Algorithm.ecp256, Duration.ofDays(9).plusHours(1)));
        try (var stack = start(FreePorts.one())) {
            assertThat(stack.operation("/health/readiness").body())
                    .containsPattern(
                            "The certificate ends at [0-9T:Z-]+: put a new one into .*/cert.pem"
                                    + " before that");
            assertThat(stack.operation("/prometheus").body())
                    .contains("demarche_warnings{about=\"certificate\"} 1.0");

            write(made(2, Algorithm.ecp256, Duration.ofDays(30)));

            Await.until(
                    "a certificate that ends later",
                    () -> !stack.operation("/health/readiness").body().contains("The certificate"));
        }
    }

    @Test
    void a_certificate_that_has_ended_stops_the_start() throws Exception {
        write(made(1, Algorithm.ecp256, Duration.ofDays(-1)));

        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageMatching("The certificate in .*/cert.pem ended at [0-9T:Z-]+: renew it");
    }

    @Test
    void a_certificate_that_has_not_begun_stops_the_start() throws Exception {
        var soon = Instant.now().plus(Duration.ofHours(1));
        write(made(1, Algorithm.ecp256, soon, soon.plus(Duration.ofDays(30))));

        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageMatching(
                        "The certificate in .*/cert.pem is valid from [0-9T:Z-]+, and the clock of this"
                                + " machine is not there yet: wait, or correct the clock");
    }

    @Test
    void a_key_of_another_certificate_stops_the_start() throws Exception {
        write(made(1, Algorithm.ecp256, Duration.ofDays(30)));
        Files.writeString(key(), made(2, Algorithm.ecp256, Duration.ofDays(30)).getPrivateKeyPEM());

        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageMatching(
                        "The key in .*/key.pem does not belong to the certificate in .*/cert.pem:"
                                + " name the key with which the certificate was made");
    }

    @Test
    void a_file_that_is_something_else_stops_the_start() throws Exception {
        write(made(1, Algorithm.ecp256, Duration.ofDays(30)));
        Files.writeString(
                key(), "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageContaining("has no private key in PEM (PKCS #8, without a password)");

        // as a copy that lost its end
        Files.writeString(key(), "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageContaining("has no private key in PEM (PKCS #8, without a password)");

        Files.writeString(cert(), "nothing");
        assertThatThrownBy(() -> start(FreePorts.one()))
                .rootCause()
                .hasMessageContaining("cert.pem has no certificate in PEM");

        Files.delete(cert());
        assertThatThrownBy(() -> start(FreePorts.one()))
                .hasRootCauseInstanceOf(IOException.class)
                .hasStackTraceContaining("and this file cannot be read (NoSuchFileException)");
    }

    @Test
    void a_certificate_without_a_key_stops_the_start() {
        assertThatThrownBy(() -> Stack.start(Map.of("demarche.tls.key", "key.pem")))
                .rootCause()
                .hasMessage(
                        "demarche.tls.key is set, and demarche.tls.cert is not: TLS needs both, and"
                                + " plain HTTP none");
    }

    @Test
    void empty_settings_are_not_set() {
        var empty =
                Map.<String, Object>of(
                        "demarche.tls.cert", "", "demarche.tls.key", "", "demarche.auth", "");
        try (var stack = Stack.start(empty)) {
            assertThat(stack.uri().getScheme()).isEqualTo("http");
            assertThat(stack.get("/v1/actors").statusCode()).isEqualTo(200);
        }
    }

    private Stack start(int port) {
        return Stack.start(
                Map.of(
                        "micronaut.server.port", port,
                        "demarche.tls.cert", cert().toString(),
                        "demarche.tls.key", key().toString()));
    }

    private static X509Bundle made(int serial, Algorithm algorithm, Duration left)
            throws Exception {
        var now = Instant.now();
        return made(serial, algorithm, now.minus(Duration.ofDays(60)), now.plus(left));
    }

    private static X509Bundle made(int serial, Algorithm algorithm, Instant begin, Instant end)
            throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .serial(BigInteger.valueOf(serial))
                .algorithm(algorithm)
                .notBefore(begin)
                .notAfter(end)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private void write(X509Bundle bundle) throws IOException {
        Files.writeString(cert(), bundle.getCertificatePathPEM());
        Files.writeString(key(), bundle.getPrivateKeyPEM());
    }

    private Path cert() {
        return folder.resolve("cert.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    private static long serial(int port) throws Exception {
        try (var socket = socket(port)) {
            var own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return own.getSerialNumber().longValueExact();
        }
    }

    /** The first line of an answer. */
    private static String answer(int port) throws Exception {
        try (var socket = socket(port);
                var wire = new Wire(socket)) {
            wire.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return wire.readHead().line();
        }
    }

    private static SSLSocket socket(int port) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    /** The test looks at the certificate itself. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
