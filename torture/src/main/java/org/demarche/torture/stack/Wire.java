package org.demarche.torture.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between one service and the broker: a proxy that can be cut, slow, or deaf in one
 * direction. Bytes that are held back arrive later, as they do after a fault of a real network.
 */
public final class Wire implements AutoCloseable {

    /** The state of the network. */
    public enum NetworkState {
        CLEAR,
        /** Connections end, and new ones are refused. */
        CUT,
        /** Each chunk takes 150 ms. */
        SLOW,
        /** The service's bytes do not arrive. */
        MUTE,
        /** The broker's bytes do not arrive. */
        DEAF
    }

    private static final long LATENCY_NANOS = 150_000_000;
    private static final long LOOK_NANOS = 10_000_000;
    private static final int CHUNK_BYTES = 16_384;

    private final ServerSocket listening;
    private final InetSocketAddress broker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile NetworkState networkState = NetworkState.CLEAR;

    /**
     * @param host the address at which the service finds the broker
     * @param port the port, which is the same on both sides
     */
    Wire(String host, int port) {
        try {
            broker = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            listening = new ServerSocket(port, 50, InetAddress.ofLiteral(host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public void turn(NetworkState networkState) {
        this.networkState = networkState;
        if (networkState == NetworkState.CUT) open.forEach(Wire::end);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var service = listening.accept();
                if (networkState == NetworkState.CUT) end(service);
                else Thread.ofVirtual().start(() -> connect(service));
            } catch (IOException _) {
                // the socket is closed, and the loop ends
            }
        }
    }

    private void connect(Socket service) {
        try (service;
                var toBroker = new Socket()) {
            open.add(service);
            open.add(toBroker);
            toBroker.connect(broker);
            service.setTcpNoDelay(true);
            toBroker.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(toBroker, service, NetworkState.DEAF));
            pump(service, toBroker, NetworkState.MUTE);
            back.join();
        } catch (IOException _) {
            // the broker is down, which the service sees
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(service);
            open.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to, NetworkState blocked) {
        var chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (networkState == NetworkState.SLOW) LockSupport.parkNanos(LATENCY_NANOS);
                while (networkState == blocked) LockSupport.parkNanos(LOOK_NANOS);
                out.write(chunk, 0, length);
            }
        } catch (IOException _) {
            // one side is closed, and the other one is closed below
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // the socket is closed nevertheless
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Wire::end);
    }
}
