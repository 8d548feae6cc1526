package org.demarche.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two sockets. They are bound before Kafka starts, so that a busy port is found before
 * anything is written, and no other process can take a free port in the meantime.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BoundSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    static BoundSockets bind(int port) {
        try {
            var clients = open(port);
            try {
                return new BoundSockets(clients, open(0));
            } catch (IOException e) {
                clients.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "The broker cannot listen on 127.0.0.1:%d (%s): choose another port, or 0 for any free one."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private static ServerSocketChannel open(int port) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 50);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    String clients() throws IOException {
        return address(clients);
    }

    String controller() throws IOException {
        return address(controller);
    }

    private static String address(ServerSocketChannel channel) throws IOException {
        return "127.0.0.1:" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes)
            throws IOException {
        var channel = listener.equals(DataDirectory.CONTROLLER_LISTENER) ? controller : clients;
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public void close() {
        Utils.closeQuietly(clients, "the clients' socket");
        Utils.closeQuietly(controller, "the controller's socket");
    }
}
