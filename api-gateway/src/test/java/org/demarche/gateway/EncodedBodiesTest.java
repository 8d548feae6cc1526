package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is sent with an encoding goes on as it is, and what the gateway reads has none. */
class EncodedBodiesTest {

    @Test
    void what_goes_on_is_not_inflated_here_and_what_is_read_here_has_no_encoding()
            throws Exception {
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
            try (var client = Wire.to(stack.port())) {
                client.write(head("/v1/projections", body.length)).write(body);

                assertThat(client.readHead().line()).startsWith("HTTP/1.1 415 ");
            }
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
