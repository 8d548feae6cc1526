package org.demarche.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network to the broker that keeps the writes back for a while, and then delivers each of them,
 * in their order, also those whose sender has gone. All other requests pass.
 */
final class HeldWrites implements AutoCloseable {

    /** Of Kafka's protocol. */
    private static final short PRODUCE = 0;

    private final ServerSocket listening;
    private final AtomicInteger held = new AtomicInteger();
    private volatile int broker;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    HeldWrites() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void leadTo(int broker) {
        this.broker = broker;
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    int held() {
        return held.get();
    }

    void deliver() {
        gate.countDown();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // closed, which the loop sees
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), broker)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> answer(server, client));
            request(new DataInputStream(client.getInputStream()), server);
            server.shutdownOutput();
            back.join();
        } catch (IOException _) {
            // one of them has gone, which the other sees
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on one request after another, until the client has gone. */
    private void request(DataInputStream in, Socket server) throws IOException {
        var out = new DataOutputStream(server.getOutputStream());
        try {
            while (true) {
                var frame = new byte[in.readInt()];
                in.readFully(frame);
                if ((frame[0] << 8 | frame[1] & 0xff) == PRODUCE) {
                    await();
                }
                out.writeInt(frame.length);
                out.write(frame);
                out.flush();
            }
        } catch (IOException _) {
            // the client has gone
        }
    }

    private void await() {
        var now = gate;
        if (now.getCount() > 0) {
            held.incrementAndGet();
        }
        try {
            now.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer for a client that has gone is read and thrown away. */
    private static void answer(Socket server, Socket client) {
        try {
            var in = server.getInputStream();
            var chunk = new byte[16_384];
            for (var length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                try {
                    client.getOutputStream().write(chunk, 0, length);
                } catch (IOException _) {
                    // the client has gone
                }
            }
            client.close();
        } catch (IOException _) {
            // the broker has gone
        }
    }

    @Override
    public void close() {
        gate.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
