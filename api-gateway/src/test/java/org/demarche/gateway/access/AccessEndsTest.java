package org.demarche.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken.Revocation;
import org.junit.jupiter.api.Test;

/** Access ends with a revocation, and where a gateway cannot know of one. */
class AccessEndsTest extends AccessRequests {

    @Test
    void a_gateway_that_is_cut_off_from_kafka_lets_only_reads_go_on() {
        try (var alone = Stack.start(SETTINGS)) {
            var token = alone.token("Desk", null, AccessRole.CODE).reveal();
            assertThat(filed(alone, token)).contains("The ingest service cannot be reached");

            alone.loseKafka();

            for (var deadline = System.nanoTime() + 60_000_000_000L;
                    !filed(alone, token).contains("has not learnt from Kafka for 30 s"); ) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(500_000_000);
            }
            assertThat(exchange(alone.uri(), "GET", "/v1/actors", token, "").statusCode())
                    .isEqualTo(200);
        }
    }

    private static String filed(Stack at, String token) {
        return exchange(at.uri(), "POST", "/v1/reports", token, "{}").body();
    }

    @Test
    void a_stream_ends_when_its_token_is_revoked() throws Exception {
        try (var ingest = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var own =
                        Stack.start(
                                Map.of(
                                        "demarche.auth",
                                        "tokens",
                                        "demarche.ingest.url",
                                        "http://127.0.0.1:" + ingest.getLocalPort()))) {
            var secret = own.token("Gone", null, AccessRole.CODE);
            try (var client = Wire.to(own.port())) {
                client.write(
                                """
                                POST /v1/reports HTTP/1.1\r
                                Host: localhost\r
                                Authorization: Bearer %s\r
                                Content-Type: application/x-ndjson\r
                                Transfer-Encoding: chunked\r
                                \r
                                """
                                        .formatted(secret.reveal()))
                        .writeChunk("line 1\n");
                try (var service = new Wire(ingest.accept())) {
                    service.readHead();
                    assertThat(service.readChunkedLine()).isEqualTo("line 1\n");

                    own.tell(
                            tokenOf(secret)
                                    .revoked(new Revocation(Reports.RECORDED, "a test", null)));
                    client.writeChunk("line 2\n");

                    assertThat(service.isClosed()).isTrue();
                    assertThat(client.readHead().line()).startsWith("HTTP/1.1 401 ");
                }
            }
        }
    }
}
