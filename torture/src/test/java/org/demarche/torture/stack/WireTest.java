package org.demarche.torture.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.demarche.torture.stack.Wire.NetworkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Between a service and a broker that are plain sockets here. Only Linux has more loopbacks. */
@EnabledOnOs(OS.LINUX)
class WireTest {

    private static final int SHORT_MILLIS = 200;

    private ServerSocket listening;
    private Wire wire;
    private Socket service;
    private Socket broker;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        wire = new Wire("127.0.1.9", listening.getLocalPort());
        service = new Socket(InetAddress.ofLiteral("127.0.1.9"), listening.getLocalPort());
        broker = listening.accept();
    }

    @AfterEach
    void end() throws IOException {
        service.close();
        broker.close();
        wire.close();
        listening.close();
    }

    @Test
    void bytes_pass_both_ways() throws IOException {
        assertThat(passes(service, broker)).isTrue();
        assertThat(passes(broker, service)).isTrue();
    }

    @Test
    void one_direction_is_held_back_and_arrives_later() throws IOException {
        wire.turn(NetworkState.DEAF);

        assertThat(passes(service, broker)).isTrue();
        assertThat(passes(broker, service)).isFalse();

        wire.turn(NetworkState.CLEAR);
        service.setSoTimeout(0);
        assertThat(service.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void the_other_direction_is_held_back_alone_as_well() throws IOException {
        wire.turn(NetworkState.MUTE);

        assertThat(passes(broker, service)).isTrue();
        assertThat(passes(service, broker)).isFalse();
    }

    @Test
    void a_cut_ends_what_is_open_and_refuses_what_is_new() throws IOException {
        wire.turn(NetworkState.CUT);

        assertThat(ends(service)).isTrue();
        try (var again = new Socket(InetAddress.ofLiteral("127.0.1.9"), listening.getLocalPort())) {
            assertThat(ends(again)).isTrue();
        }

        wire.turn(NetworkState.CLEAR);
        service = new Socket(InetAddress.ofLiteral("127.0.1.9"), listening.getLocalPort());
        broker = listening.accept();
        assertThat(passes(service, broker)).isTrue();
    }

    private static boolean passes(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(7);
        to.setSoTimeout(SHORT_MILLIS);
        try {
            return to.getInputStream().read() == 7;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static boolean ends(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException _) {
            return true;
        }
    }
}
