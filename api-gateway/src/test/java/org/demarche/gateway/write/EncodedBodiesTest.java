package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.Test;

/** Bodies with an encoding go on as they are, and the gateway inflates those that it reads. */
class EncodedBodiesTest {

    @Test
    void a_body_that_goes_on_is_not_inflated_here() throws Exception {
        var body = gzip("{}");
        try (var ingest = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var stack =
                        Stack.start(
                                Map.of(
                                        "demarche.ingest.url",
                                        "http://127.0.0.1:" + ingest.getLocalPort()))) {
            ingest.setSoTimeout(30_000);
            try (var client = Wire.to(stack.port())) {
                client.write(head("/v1/reports", body.length)).write(body);
                try (var service = new Wire(ingest.accept())) {
                    var request = service.readHead();
                    assertThat(request.headers())
                            .containsEntry("content-encoding", "gzip")
                            .containsEntry("content-length", Integer.toString(body.length));
                    assertThat(service.read(body.length)).isEqualTo(body);
                }
            }
        }
    }

    @Test
    void a_body_that_is_read_here_is_inflated_within_its_limit() throws Exception {
        var definition =
                "{\"name\": \"coverage\", \"key\": \"report.holder\", \"fields\": {\"n\": \"count()\"}}";
        var broken = gzip(definition);
        broken[broken.length - 1]++;
        try (var stack = Stack.start()) {
            assertThat(declared(stack, "gzip", gzip(definition))).isEqualTo("HTTP/1.1 201 Created");
            assertThat(declared(stack, "x-gzip", gzip(definition))).startsWith("HTTP/1.1 200 ");
            assertThat(declared(stack, "gzip", broken)).startsWith("HTTP/1.1 400 ");
            assertThat(declared(stack, "gzip", definition.getBytes(UTF_8)))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(declared(stack, "gzip", gzip(definition + " ".repeat(140_000))))
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void another_encoding_is_refused_with_the_right_one() throws Exception {
        try (var stack = Stack.start();
                var client = Wire.to(stack.port())) {
            client.write(head("/v1/projections", 2).replace("gzip", "br")).write("{}");

            var answer = client.readHead();

            assertThat(answer.line()).startsWith("HTTP/1.1 415 ");
            assertThat(answer.headers()).containsEntry("accept-encoding", "gzip");
        }
    }

    private static String declared(Stack stack, String encoding, byte[] body) throws IOException {
        try (var client = Wire.to(stack.port())) {
            client.write(head("/v1/projections", body.length).replace("gzip", encoding))
                    .write(body);
            return client.readHead().line();
        }
    }

    private static String head(String path, int length) {
        return """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Encoding: gzip\r
        Content-Length: %d\r
        \r
        """
                .formatted(path, length);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
