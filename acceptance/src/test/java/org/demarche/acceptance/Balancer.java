package org.demarche.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each connection to one of several servers, in turn, and passes over one that takes none.
 */
final class Balancer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2_000;

    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final ServerSocket door;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Balancer() throws IOException {
        door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    static Balancer start() throws IOException {
        var balancer = new Balancer();
        Thread.startVirtualThread(balancer::accept);
        return balancer;
    }

    void add(Api server) {
        ports.add(URI.create(server.url()).getPort());
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client;
                var server = connect()) {
            open.add(server);
            var back = Thread.startVirtualThread(() -> copy(server, client));
            copy(client, server);
            back.join();
            open.remove(server);
        } catch (IOException | InterruptedException _) {
            // the client sees the end of its connection
        } finally {
            open.remove(client);
        }
    }

    private Socket connect() throws IOException {
        var refused = new IOException("There is no server");
        var all = List.copyOf(ports);
        for (var n = 0; n < all.size(); n++) {
            var port = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
            var server = new Socket();
            try {
                server.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        PATIENCE_MILLIS);
                return server;
            } catch (IOException e) {
                server.close();
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // the other direction ends too
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (var socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
