package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of these connections stands still, but for the seconds that a test lets pass. */
class ConnectionGuardTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.8");
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.7");

    private final Connections connections =
            new Connections(8, Proxies.of("10.0.0.0/8"), new SimpleMeterRegistry());

    @Test
    void a_head_that_trickles_is_answered_408_after_ten_seconds() {
        var channel = connect(CLIENT);
        for (var second = 0; second < 10; second++) {
            send(channel, second == 0 ? "GET / HTTP/1.1\r\nHost: x" : "y");
            assertThat(channel.isOpen()).isTrue();
            waitFor(channel, 1);
        }

        assertThat(answer(channel))
                .startsWith("HTTP/1.1 408 ")
                .contains(
                        "connection: close",
                        "\"type\":\"/problems/too-slow\"",
                        "did not arrive within 10 s");
        waitFor(channel, 1);
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"
            })
    void a_connection_that_waits_or_sends_a_body_stays(String sent) {
        var channel = connect(CLIENT);
        send(channel, sent);
        waitFor(channel, 30);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_later_head_that_trickles_ends_the_connection_without_an_answer() {
        var channel = connect(CLIENT);
        send(channel, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        send(channel, "GET /");
        waitFor(channel, 10);

        assertThat(answer(channel)).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void an_address_may_have_a_quarter_of_the_connections_until_it_closes_one() {
        var first = connect(CLIENT);
        assertThat(connect(CLIENT).isOpen()).isTrue();

        var refused = connect(CLIENT);
        assertThat(answer(refused))
                .startsWith("HTTP/1.1 503 ")
                .contains("retry-after: 1", "192.0.2.7 has 2 connections");
        send(refused, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer(refused)).isEmpty();
        waitFor(refused, 1);
        assertThat(refused.isOpen()).isFalse();
        assertThat(connect(OTHER).isOpen()).isTrue();

        first.close();
        assertThat(connect(CLIENT).isOpen()).isTrue();
    }

    @Test
    void a_trusted_proxy_may_have_all_of_them_and_nobody_more() {
        var all = List.of(PROXY, PROXY, PROXY, PROXY, PROXY, PROXY, PROXY, PROXY);
        assertThat(all).allMatch(proxy -> connect(proxy).isOpen());

        assertThat(answer(connect(OTHER)))
                .startsWith("HTTP/1.1 503 ")
                .contains("The gateway has 8 connections");
    }

    @Test
    void fewer_than_four_connections_are_refused_as_a_setting() {
        assertThatThrownBy(() -> new Connections(3, Proxies.of(""), new SimpleMeterRegistry()))
                .hasMessage("demarche.connections.most is 3: it must be at least 4");
    }

    private EmbeddedChannel connect(InetAddress client) {
        var guard = new ConnectionGuard(connections, client);
        var channel = new EmbeddedChannel(guard.arrivals(), new HttpServerCodec(), guard);
        channel.freezeTime();
        return channel;
    }

    private static void waitFor(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static void send(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    }

    private static String answer(EmbeddedChannel channel) {
        var text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }
}
