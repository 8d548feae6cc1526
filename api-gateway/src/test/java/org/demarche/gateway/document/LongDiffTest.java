package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Started;
import org.junit.jupiter.api.Test;

/** A diff that is longer than the buffers on its way. */
class LongDiffTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String DIFF = "/v1/projections/positions/versions/3/diff";
    private static final int DOCUMENTS = 200;
    private static final String LONG = "s".repeat(60_000);

    @Test
    void four_are_read_at_once_and_a_page_takes_a_place_too() throws IOException {
        try (var stack = Stack.start()) {
            stack.publish(0, documents());
            stack.decide(new Started(3, 3, false, null, null, 10));
            stack.begin(NEXT, 0).commit(0);
            stack.awaitCopy(VersionId.POSITIONS, 0, 1);
            stack.awaitCopy(NEXT, 0, 0);
            var readers = new ArrayList<Wire>();
            for (var n = 0; n < 4; n++) {
                var reader = slowReader(stack.port());
                assertThat(reader.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
                readers.add(reader);
            }

            assertThat(stack.plain(DIFF).statusCode()).isEqualTo(503);
            assertThat(stack.plain(DIFF, "Accept", "application/x-ndjson").statusCode())
                    .isEqualTo(503);

            var whole = new ByteArrayOutputStream();
            for (var reader = readers.getFirst(); ; ) {
                var chunk = reader.readChunk();
                if (chunk.length == 0) {
                    break;
                }
                whole.writeBytes(chunk);
            }
            var lines = whole.toString(UTF_8).lines().toList();
            assertThat(lines.getFirst()).contains("\"onlyThere\":" + DOCUMENTS);
            assertThat(lines.getLast())
                    .isEqualTo("{\"summary\":{\"differences\":%d}}".formatted(DOCUMENTS));

            var page = stack.plain(DIFF + "?limit=1000");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body().length()).as("a page is bounded").isLessThan(5 * 1024 * 1024);
            assertThat(OpenApi.json(page.body()).get("next").isTextual()).isTrue();
            for (var reader : readers) {
                reader.close();
            }
        }
    }

    private static Map<String, byte[]> documents() {
        var documents = new HashMap<String, byte[]>();
        for (var n = 0; n < DOCUMENTS; n++) {
            documents.put(
                    "p/actor-%d/i".formatted(n),
                    "{\"actor\":\"actor-%d\",\"issue\":\"i\",\"counts\":{},\"t\":\"%s\"}"
                            .formatted(n, LONG)
                            .getBytes(UTF_8));
        }
        return documents;
    }

    private static Wire slowReader(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new Wire(socket)
                .write(
                        "GET "
                                + DIFF
                                + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-ndjson\r\n\r\n");
    }
}
