package org.demarche.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

final class Ports {

    /**
     * The first port to choose. The range is below the ports for outgoing connections, so that a
     * restarted child finds its port still free.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 29_999;

    private Ports() {}

    static List<Integer> free(int howMany) {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST + 1)
                .distinct()
                .limit(LAST - FIRST)
                .filter(Ports::isFree)
                .limit(howMany)
                .boxed()
                .toList();
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // the services do the same; without it, a port whose last owner has just ended looks
            // busy for a minute
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
