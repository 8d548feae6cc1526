package org.demarche.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.demarche.cli.Run;
import org.demarche.cli.terminal.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that speaks TLS with a certificate of its own. */
class TrustedCertificatesTest {

    private static final String PASSWORD = "changeit";

    @TempDir static Path folder;

    private static HttpsServer server;

    @BeforeAll
    static void start() throws Exception {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("ca.pem").toString());
        var keys = KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/",
                exchange -> {
                    var body = "{\"items\": [], \"next\": null}".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void a_certificate_that_the_option_names_is_trusted() {
        assertThat(shifts("--ca", folder.resolve("ca.pem").toString()))
                .isEqualTo(
                        new Run(
                                0,
                                "No shift is known. `--kind first` lists when each actor was first heard.\n",
                                ""));
    }

    @Test
    void another_certificate_does_not_hold() {
        var run = shifts();

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err())
                .startsWith("The certificate of the gateway at %s is not valid (".formatted(url()))
                .contains("certificates with --ca.");
    }

    @Test
    void a_file_without_certificates_is_refused() throws Exception {
        var file = Files.writeString(folder.resolve("none.pem"), "nothing");

        assertThat(shifts("--ca", file.toString()).err())
                .startsWith(
                        "--ca is %s, and this file cannot be read as certificates".formatted(file));
    }

    private static Run shifts(String... more) {
        var words = Stream.concat(Stream.of("shifts", "--url", url()), Stream.of(more));
        return Run.demarche(folder, words.toArray(String[]::new));
    }

    private static String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private static Path store() {
        return folder.resolve("keys.p12");
    }

    private static void keytool(String... words) throws Exception {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var common =
                List.of("-keystore", store().toString(), "-storepass", PASSWORD, "-alias", "own");
        var command = Stream.of(List.of(tool), List.of(words), common).flatMap(List::stream);
        var process = new ProcessBuilder(command.toList()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
