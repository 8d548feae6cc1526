package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.stream.IntStream;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.Test;

/**
 * An export waits for its reader: a line whose turn has not come has the names that are registered
 * while nobody reads on. What is filed meanwhile is not in it.
 */
class SlowReaderTest {

    private static final int ACTORS = 30;

    /** All of them together are more than the buffers between server and client take. */
    private static final String SUMMARY = "s".repeat(400_000);

    @Test
    void an_export_goes_no_further_than_its_reader() throws IOException {
        try (var stack = Stack.start();
                var socket = new Socket()) {
            stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
            IntStream.range(0, ACTORS).forEach(n -> stack.publish(documents(said(actor(n)))));
            stack.get("/v1/positions");
            socket.setReceiveBufferSize(256 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port()));
            var wire = new Wire(socket);
            wire.write(
                    "GET /v1/export/statements?format=claims HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(wire.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
            // another one overtakes it meanwhile
            assertThat(stack.get("/v1/export/statements?format=csv").body().lines())
                    .hasSize(1 + ACTORS);

            stack.publish(
                    documents(
                            said(actor(ACTORS - 1)),
                            filed(
                                    actor(ACTORS - 1),
                                    "river-treaty",
                                    "late",
                                    Stance.FAVOR,
                                    "2024-05-01")));
            stack.register(Reports.actor(actor(ACTORS - 1), "Lateland"));
            stack.get("/v1/positions");

            var whole = new ByteArrayOutputStream();
            for (var chunk = wire.readChunk(); chunk.length > 0; chunk = wire.readChunk()) {
                whole.writeBytes(chunk);
            }
            var lines = whole.toString(UTF_8).lines().toList();
            assertThat(lines).hasSize(ACTORS).noneMatch(line -> line.contains("treaty.late"));
            assertThat(lines.getLast()).as("which nobody had asked for yet").contains("Lateland");
        }
    }

    private static String actor(int n) {
        return "actor-%02d".formatted(n);
    }

    private static ReportEvent said(String holder) {
        return ReportBuilder.like(filed(holder, "river-treaty", "r1", Stance.FAVOR, "2024-03-01"))
                .summary(SUMMARY)
                .filed();
    }
}
