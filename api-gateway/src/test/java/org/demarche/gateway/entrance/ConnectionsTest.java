package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.Test;

/** The bound of connections, over real sockets. */
class ConnectionsTest {

    private static final int MOST = 80;

    @Test
    void idle_connections_of_one_address_leave_room_for_others_and_for_those_who_watch()
            throws IOException {
        try (var stack = Stack.start(Map.of("demarche.connections.most", MOST))) {
            var open = new ArrayList<Socket>();
            try {
                for (var count = 0; count < MOST; count++) {
                    open.add(new Socket(InetAddress.getLoopbackAddress(), stack.port()));
                }
                var refused = new Socket(InetAddress.getLoopbackAddress(), stack.port());
                open.add(refused);

                assertThat(new String(refused.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("127.0.0.1 has 20 connections");
                assertThat(stack.operation("/health/liveness").statusCode()).isEqualTo(200);
                var neighbor = InetAddress.ofLiteral("127.0.0.2");
                try (var other =
                        new Wire(
                                new Socket(
                                        InetAddress.getLoopbackAddress(),
                                        stack.port(),
                                        neighbor,
                                        0))) {
                    other.write("GET /health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertThat(other.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
                }
            } finally {
                for (var one : open) {
                    one.close();
                }
            }
        }
    }
}
