package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.stream.IntStream;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.junit.jupiter.api.Test;

/**
 * An export waits for its reader: what is filed while nobody reads on is in it, as its turn has not
 * come.
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
            IntStream.range(0, ACTORS).forEach(n -> stack.publish(0, documents(said(actor(n)))));
            stack.get("/v1/positions");
            socket.setReceiveBufferSize(256 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port()));
            var wire = new Wire(socket);
            wire.write("GET /v1/export/statements?format=csv HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
            // another one overtakes it meanwhile
            assertThat(stack.get("/v1/export/statements?format=csv").body().lines())
                    .hasSize(1 + ACTORS);

            stack.publish(
                    0,
                    documents(
                            said(actor(ACTORS - 1)),
                            filed(
                                    actor(ACTORS - 1),
                                    "river-treaty",
                                    "late",
                                    Stance.FAVOR,
                                    "2024-05-01")));
            stack.get("/v1/positions");

            var reports = 0;
            var late = 0;
            for (var chunk = wire.readChunk(); chunk.length > 0; chunk = wire.readChunk()) {
                var text = new String(chunk, UTF_8);
                reports += text.split(".river-treaty.r1,", -1).length - 1;
                late += text.split(".river-treaty.late,", -1).length - 1;
            }
            assertThat(reports).isEqualTo(ACTORS);
            assertThat(late).isEqualTo(1);
        }
    }

    private static String actor(int n) {
        return "actor-%02d".formatted(n);
    }

    private static ReportEvent said(String holder) {
        var filed =
                (ReportEvent.Filed) filed(holder, "river-treaty", "r1", Stance.FAVOR, "2024-03-01");
        var brief = filed.body();
        var body =
                new Report(
                        brief.holder(),
                        brief.spokenFor(),
                        brief.issue(),
                        brief.speaker(),
                        brief.stance(),
                        brief.conditions(),
                        brief.saidOn(),
                        brief.saidAt(),
                        brief.venue(),
                        brief.addressees(),
                        brief.act(),
                        brief.quote(),
                        SUMMARY,
                        brief.utterance(),
                        brief.source(),
                        brief.credibility(),
                        brief.coder());
        return new ReportEvent.Filed(
                filed.report(),
                body,
                new Resolved("daily", "newspaper", null, "state", null),
                ReportDigest.of(body),
                Reports.RECORDED);
    }
}
